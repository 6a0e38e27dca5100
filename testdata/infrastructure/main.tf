resource "auth0_client_cimd" "app" {
  external_client_id         = "https://app.example.net/client.json"
  external_client_id_version = 1

  refresh_token {
    rotation_type  = "rotating"
    token_lifetime = 2592000
  }
}
