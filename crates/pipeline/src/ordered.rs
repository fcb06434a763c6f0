//! Work on many threads, results in order, memory bounded.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many items each thread may run ahead of the oldest unfinished one. Enough to hide one slow
/// page among fast ones; small enough that a long archive never piles up in memory.
const AHEAD_PER_THREAD: u64 = 8;

/// Applies `work` to every item on `jobs` threads and hands the results to `emit` in the order of
/// the items, on the calling thread. Stops early, and returns the error, when `emit` fails.
///
/// # Errors
/// The first error of `emit`.
pub fn map_in_order<I, T, E>(
    items: I,
    jobs: usize,
    work: impl Fn(I::Item) -> T + Sync,
    mut emit: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator + Send,
    T: Send,
{
    let jobs = jobs.max(1);
    let belt = Belt::new(items, jobs);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| belt.run(&work));
        }
        while let Some(result) = belt.next_result() {
            if let Err(error) = emit(result) {
                belt.stop();
                return Err(error);
            }
        }
        Ok(())
    })
}

/// Items on their way to the threads and results on their way back.
struct Belt<I, T> {
    items: Mutex<Source<I>>,
    results: Mutex<Results<T>>,
    moved: Condvar,
    ahead: u64,
}

struct Source<I> {
    items: I,
    taken: u64,
}

struct Results<T> {
    /// Finished results that wait for an older one.
    waiting: BTreeMap<u64, T>,
    /// Number of results handed out.
    emitted: u64,
    /// Threads that may still bring results.
    running: usize,
    stopped: bool,
}

/// Lets every thread see that a worker is done, even one that ended in a panic.
struct Done<'belt, I, T>(&'belt Belt<I, T>);

impl<I, T> Drop for Done<'_, I, T> {
    fn drop(&mut self) {
        lock(&self.0.results).running -= 1;
        self.0.moved.notify_all();
    }
}

impl<I, T> Belt<I, T> {
    fn new(items: I, jobs: usize) -> Self {
        let results =
            Results { waiting: BTreeMap::new(), emitted: 0, running: jobs, stopped: false };
        Self {
            items: Mutex::new(Source { items, taken: 0 }),
            results: Mutex::new(results),
            moved: Condvar::new(),
            ahead: AHEAD_PER_THREAD * jobs as u64,
        }
    }

    fn next_result(&self) -> Option<T> {
        let mut results = lock(&self.results);
        loop {
            let next = results.emitted;
            if let Some(result) = results.waiting.remove(&next) {
                results.emitted += 1;
                self.moved.notify_all();
                return Some(result);
            }
            if results.running == 0 {
                return None;
            }
            results = self.moved.wait(results).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn stop(&self) {
        lock(&self.results).stopped = true;
        self.moved.notify_all();
    }

    /// Waits until item `index` is near enough to the oldest unfinished one; false when stopped.
    fn wait_for_turn(&self, index: u64) -> bool {
        let mut results = lock(&self.results);
        while !results.stopped && index >= results.emitted + self.ahead {
            results = self.moved.wait(results).unwrap_or_else(PoisonError::into_inner);
        }
        !results.stopped
    }
}

impl<I: Iterator, T> Belt<I, T> {
    fn run(&self, work: &impl Fn(I::Item) -> T) {
        let _done = Done(self);
        while let Some((index, item)) = self.take() {
            if !self.wait_for_turn(index) {
                return;
            }
            let result = work(item);
            lock(&self.results).waiting.insert(index, result);
            self.moved.notify_all();
        }
    }

    fn take(&self) -> Option<(u64, I::Item)> {
        let mut source = lock(&self.items);
        let item = source.items.next()?;
        source.taken += 1;
        Some((source.taken - 1, item))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_the_order_of_items() {
        for jobs in [0, 1, 2, 7] {
            let mut seen = Vec::new();
            let work = |item: u64| {
                std::thread::sleep(std::time::Duration::from_micros(item * 7919 % 300));
                item * 2
            };
            let done: Result<(), ()> = map_in_order(0..300, jobs, work, |result| {
                seen.push(result);
                Ok(())
            });
            assert_eq!(done, Ok(()));
            assert_eq!(seen, (0..300).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_stops_an_endless_stream() {
        let mut left = 20;
        let done = map_in_order(
            0u64..,
            3,
            |item| item,
            |_| {
                left -= 1;
                if left == 0 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!(done, Err("full"));
    }

    #[test]
    fn nothing_gives_nothing() {
        let done: Result<(), ()> =
            map_in_order(std::iter::empty::<u8>(), 2, |item| item, |_| Ok(()));
        assert_eq!(done, Ok(()));
    }
}
