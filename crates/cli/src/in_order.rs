//! Work done side by side, with results taken in order.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc;

/// Calls `work` on each of `items` in `jobs` threads and gives the results to `take` in the order of the items. No
/// thread runs more than one result ahead, so memory does not grow with the number of items.
pub(crate) fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(&T, R) -> ControlFlow<()>,
) {
    let jobs = jobs.get().min(items.len().max(1));
    let work = &work;
    std::thread::scope(|scope| {
        let start = |job: usize| {
            let (sender, receiver) = mpsc::sync_channel(0);
            scope.spawn(move || {
                for item in items.iter().skip(job).step_by(jobs) {
                    if sender.send(work(item)).is_err() {
                        return;
                    }
                }
            });
            receiver
        };
        let receivers: Vec<_> = (0..jobs).map(start).collect();
        for (index, item) in items.iter().enumerate() {
            let Ok(result) = receivers[index % jobs].recv() else { return };
            if take(item, result).is_break() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        for jobs in [1, 2, 7, 2000] {
            let mut results = Vec::new();
            in_order(
                &items,
                NonZeroUsize::new(jobs).unwrap(),
                |&n| n * n,
                |_, square| {
                    results.push(square);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(results, items.iter().map(|n| n * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn who_takes_can_stop() {
        let mut taken = 0;
        in_order(
            &[1; 100],
            NonZeroUsize::new(4).unwrap(),
            |&n| n,
            |_, _| {
                taken += 1;
                if taken == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(taken, 3);
    }
}
