//! A cache in SQLite, so that clients outlive the process: what the trait `Cache` is there for.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use cimd::resolver::{BoxFuture, Cache, CacheError, Entry};
use rusqlite::{Connection, OptionalExtension as _, params};

/// Most entries that are kept; those that expire first go first.
const MOST: i64 = 10_000;

/// Keeps entries in a database.
#[derive(Clone)]
pub struct SqliteCache {
    connection: Arc<Mutex<Connection>>,
}

impl SqliteCache {
    /// Opens the database, or makes it.
    pub fn open(file: &Path) -> rusqlite::Result<SqliteCache> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(Duration::from_millis(100))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL;
             CREATE TABLE IF NOT EXISTS clients (key TEXT PRIMARY KEY, entry BLOB NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID;
             CREATE INDEX IF NOT EXISTS clients_expire ON clients (expires);",
        )?;
        Ok(SqliteCache { connection: Arc::new(Mutex::new(connection)) })
    }

    /// Works with the database on a thread that may block.
    fn with<'a, T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'a, Result<T, CacheError>> {
        let connection = Arc::clone(&self.connection);
        Box::pin(async move {
            let work = move || work(&connection.lock().unwrap_or_else(PoisonError::into_inner));
            tokio::task::spawn_blocking(work).await.map_err(CacheError::new)?.map_err(CacheError::new)
        })
    }
}

/// Seconds since 1970.
fn seconds(time: SystemTime) -> i64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

impl Cache for SqliteCache {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>> {
        let (key, now) = (key.to_owned(), seconds(SystemTime::now()));
        let bytes = self.with(move |connection| {
            let sql = "SELECT entry FROM clients WHERE key = ?1 AND expires > ?2";
            connection.query_row(sql, params![key, now], |row| row.get::<_, Vec<u8>>(0)).optional()
        });
        Box::pin(async move {
            bytes.await?.map(|bytes| Entry::from_bytes(&bytes).map_err(CacheError::new)).transpose()
        })
    }

    fn put<'a>(
        &'a self,
        key: &'a str,
        entry: Entry,
        keep_for: Duration,
    ) -> BoxFuture<'a, Result<(), CacheError>> {
        let (key, now) = (key.to_owned(), SystemTime::now());
        self.with(move |connection| {
            connection.execute("DELETE FROM clients WHERE expires <= ?1", [seconds(now)])?;
            connection.execute(
                "DELETE FROM clients WHERE key IN (SELECT key FROM clients ORDER BY expires LIMIT
                 (SELECT max(0, count(*) - ?1) FROM clients))",
                [MOST - 1],
            )?;
            let row = params![key, entry.to_bytes(), seconds(now + keep_for)];
            connection.execute("INSERT OR REPLACE INTO clients VALUES (?1, ?2, ?3)", row).map(drop)
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        let key = key.to_owned();
        self.with(move |connection| connection.execute("DELETE FROM clients WHERE key = ?1", [key]).map(drop))
    }
}
