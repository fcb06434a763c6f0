//! How often a host may be asked.

use std::collections::HashMap;
use std::time::{Duration, Instant};

/// Longest time a host is left alone on its own word; beyond it, it is asked again.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// How long a host that says "too many requests" without saying how many is left alone at first.
const FIRST_REST: Duration = Duration::from_secs(60);
/// Crawl delays above this are taken for mistakes: at most one page a minute.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// Keeps hosts from being asked too often. Knows no clock: every call is told the time.
#[derive(Debug)]
pub struct Pace {
    delay: Duration,
    hosts: HashMap<String, Host>,
}

#[derive(Debug)]
struct Host {
    next: Instant,
    delay: Duration,
    refusals: u32,
    resting: bool,
}

impl Pace {
    /// At least `delay` between two requests to one host.
    pub fn new(delay: Duration) -> Self {
        Self { delay, hosts: HashMap::new() }
    }

    /// How long to wait before `host` may be asked.
    pub fn wait(&self, host: &str, now: Instant) -> Duration {
        self.hosts.get(host).map_or(Duration::ZERO, |it| it.next.saturating_duration_since(now))
    }

    /// How much longer `host` asked to be left alone, if it did.
    pub fn rest(&self, host: &str, now: Instant) -> Option<Duration> {
        let host = self.hosts.get(host).filter(|host| host.resting)?;
        Some(host.next.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    /// `host` was asked just now and answered.
    pub fn asked(&mut self, host: &str, now: Instant) {
        let host = self.host(host, now);
        host.next = now + host.delay;
        host.refusals = 0;
        host.resting = false;
    }

    /// `host` said that it is asked too often, or that it is out of order. Each time in a row it
    /// rests twice as long, unless it said how long.
    pub fn refused(&mut self, host: &str, retry_after: Option<Duration>, now: Instant) {
        let host = self.host(host, now);
        let doubled = FIRST_REST.saturating_mul(1 << host.refusals.min(16));
        host.next = now + retry_after.unwrap_or(doubled).clamp(host.delay, LONGEST);
        host.refusals += 1;
        host.resting = true;
    }

    /// `host` asks for this much time between requests.
    pub fn slow(&mut self, host: &str, delay: Duration, now: Instant) {
        let host = self.host(host, now);
        host.delay = host.delay.max(delay.min(LONGEST_DELAY));
    }

    fn host(&mut self, host: &str, now: Instant) -> &mut Host {
        let new = Host { next: now, delay: self.delay, refusals: 0, resting: false };
        self.hosts.entry(host.to_owned()).or_insert(new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_asked_in_turn() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut pace = Pace::new(Duration::from_secs(5));
        let wait = |pace: &Pace, host: &str, seconds| pace.wait(host, at(seconds)).as_secs();
        assert_eq!(wait(&pace, "a", 0), 0);
        pace.asked("a", at(0));
        assert_eq!((wait(&pace, "a", 1), wait(&pace, "a", 9), wait(&pace, "b", 1)), (4, 0, 0));
        pace.slow("a", Duration::from_secs(20), at(1));
        pace.slow("b", Duration::from_secs(3600), at(1));
        pace.asked("a", at(10));
        pace.asked("b", at(10));
        assert_eq!((wait(&pace, "a", 10), wait(&pace, "b", 10)), (20, 60));
        assert_eq!(pace.rest("a", at(10)), None);
    }

    #[test]
    fn who_refuses_is_left_alone() {
        let start = Instant::now();
        let mut pace = Pace::new(Duration::from_secs(5));
        let mut refused = |after: Option<u64>| {
            pace.refused("a", after.map(Duration::from_secs), start);
            pace.rest("a", start).unwrap().as_secs()
        };
        assert_eq!(refused(None), 60);
        assert_eq!(refused(None), 120);
        assert_eq!(refused(Some(7)), 7);
        assert_eq!(refused(Some(0)), 5);
        assert_eq!(refused(Some(u64::MAX / 4)), 86_400);
        pace.asked("a", start);
        assert_eq!(pace.rest("a", start), None);
        pace.refused("a", None, start);
        assert_eq!(pace.rest("a", start).unwrap().as_secs(), 60);
        assert_eq!(pace.rest("a", start + Duration::from_secs(61)), None);
    }
}
