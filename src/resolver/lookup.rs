//! Looking up names behind the address guard: each name once for a connection, every address checked, and the connection
//! goes to exactly these.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::guard::{self, Blocked};

/// A future in a box, as the traits of this module give it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Where names are looked up. Whatever it answers passes the address guard.
pub trait Lookup: Send + Sync + 'static {
    /// The addresses of a host, which is a name in ASCII.
    ///
    /// # Errors
    ///
    /// The name is not found, or its servers do not answer.
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>>;
}

/// The system's own look-up, on a thread that may block.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup<'a>(&'a self, host: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(async move {
            let addresses = tokio::net::lookup_host((host, 0)).await?;
            Ok(addresses.map(|address| address.ip()).collect())
        })
    }
}

/// Most addresses of one name that are tried.
const MAX_ADDRESSES: usize = 16;

/// The guard, and the addresses that it lets pass though they are set aside for a special use.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    allowed: Arc<[IpAddr]>,
}

impl Guard {
    /// A guard that lets these pass beside the globally reachable ones.
    pub fn allowing(allowed: Vec<IpAddr>) -> Guard {
        Guard { allowed: allowed.into() }
    }

    /// Refuses an address that is not to be connected to.
    pub fn check(&self, address: IpAddr) -> Result<(), Blocked> {
        if self.allowed.contains(&address) { Ok(()) } else { guard::check(address) }
    }

    /// Refuses a URL whose host is such an address itself: for these, nothing is looked up.
    pub fn check_literal(&self, target: &Url) -> Result<(), Blocked> {
        match target.host() {
            Some(Host::Ipv4(address)) => self.check(address.into()),
            Some(Host::Ipv6(address)) => self.check(address.into()),
            Some(Host::Domain(_)) | None => Ok(()),
        }
    }
}

/// A name could not be looked up.
#[derive(Debug)]
pub struct LookupError(pub io::Error);

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name could not be looked up: {}", self.0)
    }
}

impl std::error::Error for LookupError {}

/// A look-up with the guard behind it, as the HTTP client asks it.
pub struct GuardedLookup {
    lookup: Arc<dyn Lookup>,
    guard: Guard,
}

impl GuardedLookup {
    /// A guard behind a look-up.
    pub fn new(lookup: Arc<dyn Lookup>, guard: Guard) -> GuardedLookup {
        GuardedLookup { lookup, guard }
    }
}

impl Resolve for GuardedLookup {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, guard) = (Arc::clone(&self.lookup), self.guard.clone());
        Box::pin(async move {
            let mut addresses = lookup.lookup(name.as_str()).await.map_err(LookupError)?;
            // One special-use address among others is enough: which of them is connected to is not ours to choose.
            for &address in &addresses {
                guard.check(address)?;
            }
            addresses.truncate(MAX_ADDRESSES);
            if addresses.is_empty() {
                let none = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
                return Err(LookupError(none).into());
            }
            // Port 0 stands for that of the URL.
            let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// A name server that answers something else each time.
    struct Rebinding(Mutex<Vec<Vec<IpAddr>>>);

    impl Rebinding {
        fn new(answers: &[&[&str]]) -> Arc<Rebinding> {
            let parse = |answer: &&[&str]| {
                answer.iter().map(|address| address.parse().expect("an address")).collect()
            };
            Arc::new(Rebinding(Mutex::new(answers.iter().rev().map(parse).collect())))
        }

        fn left(&self) -> usize {
            self.0.lock().expect("no other thread has panicked").len()
        }
    }

    impl Lookup for Rebinding {
        fn lookup<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
            let answer = self.0.lock().expect("no other thread has panicked").pop();
            Box::pin(async move { Ok(answer.expect("it is asked no more often")) })
        }
    }

    fn resolved(lookup: &Arc<Rebinding>) -> Result<Vec<String>, String> {
        let guarded = GuardedLookup::new(Arc::clone(lookup) as Arc<dyn Lookup>, Guard::default());
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let addresses = runtime.block_on(guarded.resolve("app.example.net".parse().expect("a name")));
        match addresses {
            Ok(addresses) => Ok(addresses.map(|address| address.to_string()).collect()),
            Err(error) if error.is::<Blocked>() => Err("blocked".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn a_later_answer_is_checked_like_the_first() {
        let lookup = Rebinding::new(&[&["8.8.8.8"], &["127.0.0.1"], &["8.8.8.8"]]);
        assert_eq!(resolved(&lookup), Ok(vec!["8.8.8.8:0".to_owned()]));
        assert_eq!(lookup.left(), 2, "a name is looked up once");
        assert_eq!(resolved(&lookup), Err("blocked".to_owned()));
        assert_eq!(resolved(&lookup), Ok(vec!["8.8.8.8:0".to_owned()]));
    }

    #[test]
    fn one_special_address_among_others_is_enough() {
        for answer in
            [["8.8.8.8", "10.0.0.1"], ["169.254.169.254", "8.8.8.8"], ["8.8.8.8", "::ffff:10.0.0.1"]]
        {
            assert_eq!(resolved(&Rebinding::new(&[&answer])), Err("blocked".to_owned()), "{answer:?}");
        }
        assert!(resolved(&Rebinding::new(&[&[]])).is_err_and(|error| error.contains("no address")));
    }

    #[test]
    fn literals_are_checked_without_a_look_up() {
        let guard = Guard::allowing(vec!["127.0.0.1".parse().expect("an address")]);
        let check = |url: &str| guard.check_literal(&Url::parse(url).expect("a URL"));
        for url in ["https://8.8.8.8/", "https://127.1/", "https://app.example.net/"] {
            assert_eq!(check(url), Ok(()), "{url}");
        }
        for url in
            ["https://127.0.0.2/", "https://[::1]/", "https://0xa000001/", "https://[::ffff:127.0.0.1]/"]
        {
            assert!(check(url).is_err(), "{url}");
        }
    }
}
