//! The stages as the suites use them.

use tidings_pipeline::map_in_order;

/// Results of `work` on all items, in their order, on all processors.
pub fn in_parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results = Vec::with_capacity(items.len());
    let collected: Result<(), std::convert::Infallible> =
        map_in_order(items.iter(), jobs, work, |result| {
            results.push(result);
            Ok(())
        });
    match collected {
        Ok(()) => results,
        Err(never) => match never {},
    }
}
