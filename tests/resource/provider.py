"""A provider that has the schema of auth0_client_cimd and does nothing, for Terraform to plan with.

Prints the value of TF_REATTACH_PROVIDERS, and serves until its standard input is closed. It needs the Python package
`tf`, of which it uses the messages of Terraform's protocol 6. The schema is our reading of the real provider's.
"""

import json
import os
import sys
import tempfile
from concurrent import futures

import grpc
import msgpack
from tf.gen import grpc_controller_pb2, grpc_controller_pb2_grpc, grpc_stdio_pb2_grpc
from tf.gen import tfplugin_pb2 as pb
from tf.gen import tfplugin_pb2_grpc as rpc

STRINGS = ["list", "string"]
COMPUTED = {
    "id": "string",
    "client_id": "string",
    "name": "string",
    "callbacks": STRINGS,
    "logo_uri": "string",
    "is_first_party": "bool",
    "external_metadata_type": "string",
    "external_metadata_created_by": "string",
    "jwks_uri": "string",
    "third_party_security_mode": "string",
    "validation": ["list", ["object", {"valid": "bool", "violations": STRINGS, "warnings": STRINGS}]],
}
OPTIONAL = {
    "external_client_id_version": "number",
    "description": "string",
    "require_proof_of_possession": "bool",
}
# Optional, and else as Auth0 has it.
OPTIONAL_COMPUTED = {
    "app_type": "string",
    "grant_types": STRINGS,
    "oidc_conformant": "bool",
    "allowed_origins": STRINGS,
    "web_origins": STRINGS,
    "client_metadata": ["map", "string"],
    "organization_discovery_methods": STRINGS,
    "redirection_policy": "string",
    "skip_non_verifiable_callback_uri_confirmation_prompt": "string",
}
BLOCKS = {
    "jwt_configuration": {"alg": "string", "lifetime_in_seconds": "number"},
    "refresh_token": {
        "rotation_type": "string",
        "expiration_type": "string",
        "leeway": "number",
        "token_lifetime": "number",
        "infinite_token_lifetime": "bool",
        "idle_token_lifetime": "number",
        "infinite_idle_token_lifetime": "bool",
    },
}


def attribute(name, kind, **flags):
    return pb.Schema.Attribute(name=name, type=json.dumps(kind).encode(), **flags)


def block(name, attributes=(), blocks=(), least=0):
    return pb.Schema.NestedBlock(
        type_name=name,
        block=pb.Schema.Block(attributes=attributes, block_types=blocks),
        nesting=pb.Schema.NestedBlock.LIST,
        min_items=least,
        max_items=1,
    )


def optional(members):
    return [attribute(name, kind, optional=True, computed=True) for name, kind in members.items()]


def resource():
    attributes = [attribute("external_client_id", "string", required=True)]
    attributes += [attribute(name, kind, optional=True) for name, kind in OPTIONAL.items()]
    attributes += optional(OPTIONAL_COMPUTED)
    attributes += [attribute(name, kind, computed=True) for name, kind in COMPUTED.items()]
    blocks = [block(name, optional(members)) for name, members in BLOCKS.items()]
    organization = [
        attribute("organization_id", "string", required=True),
        attribute("flows", STRINGS, required=True),
    ]
    blocks.append(block("default_organization", organization))
    quota = block(
        "client_credentials", optional({"enforce": "bool", "per_day": "number", "per_hour": "number"}), least=1
    )
    blocks.append(block("token_quota", blocks=[quota]))
    return pb.Schema(version=0, block=pb.Schema.Block(attributes=attributes, block_types=blocks))


UNKNOWN = msgpack.ExtType(0, b"\x00")


class Provider(rpc.ProviderServicer):
    def GetProviderSchema(self, request, context):
        provider = pb.Schema(block=pb.Schema.Block())
        return pb.GetProviderSchema.Response(
            provider=provider, resource_schemas={"auth0_client_cimd": resource()}
        )

    def GetMetadata(self, request, context):
        context.abort(grpc.StatusCode.UNIMPLEMENTED, "the schema says it all")

    def ValidateProviderConfig(self, request, context):
        return pb.ValidateProviderConfig.Response()

    def ConfigureProvider(self, request, context):
        return pb.ConfigureProvider.Response()

    def ValidateResourceConfig(self, request, context):
        return pb.ValidateResourceConfig.Response()

    def UpgradeResourceState(self, request, context):
        return pb.UpgradeResourceState.Response(upgraded_state=pb.DynamicValue(json=request.raw_state.json))

    def ReadResource(self, request, context):
        return pb.ReadResource.Response(new_state=request.current_state)

    def PlanResourceChange(self, request, context):
        planned = msgpack.unpackb(request.proposed_new_state.msgpack)
        if planned is not None:
            for name in [*COMPUTED, *OPTIONAL_COMPUTED]:
                if planned.get(name) is None:
                    planned[name] = UNKNOWN
        state = pb.DynamicValue(msgpack=msgpack.packb(planned))
        return pb.PlanResourceChange.Response(planned_state=state, legacy_type_system=True)

    def StopProvider(self, request, context):
        return pb.StopProvider.Response()


class Controller(grpc_controller_pb2_grpc.GRPCControllerServicer):
    def Shutdown(self, request, context):
        return grpc_controller_pb2.Empty()


class Stdio(grpc_stdio_pb2_grpc.GRPCStdioServicer):
    def StreamStdio(self, request, context):
        return iter([])


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    rpc.add_ProviderServicer_to_server(Provider(), server)
    grpc_controller_pb2_grpc.add_GRPCControllerServicer_to_server(Controller(), server)
    grpc_stdio_pb2_grpc.add_GRPCStdioServicer_to_server(Stdio(), server)
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/provider.sock"
        server.add_insecure_port(f"unix://{address}")
        server.start()
        reattach = {
            "Protocol": "grpc",
            "ProtocolVersion": 6,
            "Pid": os.getpid(),
            "Test": True,
            "Addr": {"Network": "unix", "String": address},
        }
        print(json.dumps({"registry.terraform.io/auth0/auth0": reattach}), flush=True)
        sys.stdin.read()
        server.stop(grace=0)


main()
