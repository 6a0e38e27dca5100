//! The address guard: resolve once, check every address, connect to exactly these.
//!
//! The connector is handed the addresses that were checked and looks nothing up itself, so a second answer
//! of the name server (rebinding) is never asked for. Addresses written as such in a URL come this way too.

use std::fmt;
use std::net::SocketAddr;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use super::policy::Resolve;
use crate::guard::check;

/// Resolves names, and refuses those that lead to a special-use address.
pub struct GuardedResolver<R = DefaultResolver> {
    resolver: R,
    resolves: Vec<Resolve>,
    allow_private_network: bool,
}

impl<R> GuardedResolver<R> {
    /// A guard before a resolver.
    pub fn new(resolver: R, resolves: Vec<Resolve>, allow_private_network: bool) -> GuardedResolver<R> {
        GuardedResolver { resolver, resolves, allow_private_network }
    }

    fn given(&self, uri: &Uri) -> Option<impl Iterator<Item = SocketAddr>> {
        let host = uri.host()?;
        let port = uri.port_u16().unwrap_or(443);
        let resolve = self
            .resolves
            .iter()
            .find(|resolve| resolve.port == port && resolve.host.eq_ignore_ascii_case(host))?;
        Some(resolve.addresses.iter().map(move |&address| SocketAddr::new(address, port)))
    }
}

impl<R: Resolver> Resolver for GuardedResolver<R> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = match self.given(uri) {
            Some(given) => {
                let mut addresses = self.empty();
                // The connector takes no more than 16.
                given.take(16).for_each(|address| addresses.push(address));
                addresses
            }
            None => self.resolver.resolve(uri, config, timeout)?,
        };
        if !self.allow_private_network {
            for address in addresses.iter().map(SocketAddr::ip) {
                check(address).map_err(|blocked| ureq::Error::Other(Box::new(blocked)))?;
            }
        }
        Ok(addresses)
    }
}

impl<R> fmt::Debug for GuardedResolver<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardedResolver")
            .field("allow_private_network", &self.allow_private_network)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use ureq::Agent;
    use ureq::unversioned::transport::{ConnectionDetails, Connector, DefaultConnector};

    use super::*;
    use crate::guard::Blocked;

    const PUBLIC: &str = "8.8.8.8:443";
    const LOOPBACK: &str = "127.0.0.1:443";

    /// A name server that answers something else each time.
    #[derive(Debug, Clone)]
    struct Rebinding {
        answers: Arc<Mutex<Vec<Vec<SocketAddr>>>>,
    }

    impl Rebinding {
        /// One list of addresses for each question, in this order.
        fn new(answers: &[&[&str]]) -> Rebinding {
            let parse = |answer: &&[&str]| {
                answer.iter().map(|address| address.parse().expect("an address")).collect()
            };
            Rebinding { answers: Arc::new(Mutex::new(answers.iter().rev().map(parse).collect())) }
        }

        /// How many questions it can still answer.
        fn left(&self) -> usize {
            self.answers.lock().expect("no other thread has panicked").len()
        }
    }

    impl Resolver for Rebinding {
        fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let answer = self.answers.lock().expect("no other thread has panicked").pop();
            let mut addresses = self.empty();
            answer
                .expect("it is asked no more often")
                .into_iter()
                .for_each(|address| addresses.push(address));
            Ok(addresses)
        }
    }

    /// Notes where it is told to connect to, and connects nowhere.
    #[derive(Debug, Clone, Default)]
    struct Noting {
        addresses: Arc<Mutex<Vec<SocketAddr>>>,
    }

    impl Connector for Noting {
        type Out = ();

        fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<()>, ureq::Error> {
            self.addresses.lock().expect("no other thread has panicked").extend(details.addrs.iter());
            Err(ureq::Error::ConnectionFailed)
        }
    }

    /// What each of some requests came to, and the addresses that were to be connected to.
    fn requests(resolver: &Rebinding, count: usize) -> (Vec<ureq::Error>, Vec<String>) {
        let connector = Noting::default();
        let guard = GuardedResolver::new(resolver.clone(), Vec::new(), false);
        let agent = Agent::with_parts(Config::default(), connector.clone(), guard);
        let errors = (0..count)
            .map(|_| {
                agent.get("https://app.example.net/client.json").call().expect_err("nothing is connected")
            })
            .collect();
        let addresses = connector.addresses.lock().expect("no other thread has panicked");
        (errors, addresses.iter().map(ToString::to_string).collect())
    }

    fn is_blocked(error: &ureq::Error) -> bool {
        matches!(error, ureq::Error::Other(error) if error.is::<Blocked>())
    }

    #[test]
    fn a_name_is_resolved_once_for_each_connection() {
        let resolver = Rebinding::new(&[&[PUBLIC], &[LOOPBACK]]);
        let (errors, connected) = requests(&resolver, 1);
        assert!(!is_blocked(&errors[0]), "{errors:?}");
        assert_eq!((connected, resolver.left()), (vec![PUBLIC.to_owned()], 1));
    }

    #[test]
    fn a_later_answer_is_checked_like_the_first() {
        let resolver = Rebinding::new(&[&[PUBLIC], &[LOOPBACK], &[PUBLIC]]);
        let (errors, connected) = requests(&resolver, 3);
        assert_eq!(errors.iter().map(is_blocked).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!((connected, resolver.left()), (vec![PUBLIC.to_owned(); 2], 0));
    }

    #[test]
    fn one_special_address_among_others_is_enough() {
        for answer in [[PUBLIC, LOOPBACK], [LOOPBACK, PUBLIC], [PUBLIC, "[::ffff:10.0.0.1]:443"]] {
            let (errors, connected) = requests(&Rebinding::new(&[&answer]), 1);
            assert!(is_blocked(&errors[0]), "{errors:?}");
            assert!(connected.is_empty(), "{connected:?}");
        }
    }

    #[test]
    fn the_connection_goes_to_the_address_of_the_first_answer() {
        let (first, second) = (listener(), listener());
        let address = |listener: &TcpListener| listener.local_addr().expect("it is bound").to_string();
        let resolver = Rebinding::new(&[&[&address(&first)], &[&address(&second)]]);
        let guard = GuardedResolver::new(resolver.clone(), Vec::new(), true);
        // Nothing will answer.
        let config = Config::builder().timeout_global(Some(Duration::from_millis(200))).build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        agent.get("https://app.example.net/client.json").call().expect_err("no server speaks TLS");
        assert!(first.accept().is_ok());
        assert!(second.accept().is_err());
        assert_eq!(resolver.left(), 1);
    }

    fn listener() -> TcpListener {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("listeners can do that");
        listener
    }
}
