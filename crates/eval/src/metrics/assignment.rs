//! One-to-one assignment of the greatest total worth.

/// For each row of `worth` the column assigned to it, so that no column is used twice and the
/// total worth is greatest. Rows may be left out (`None`), and a pair worth nothing always is.
///
/// The Hungarian method with potentials (Kuhn 1955, Munkres 1957), in O(n³).
pub fn best_assignment(worth: &[Vec<f64>]) -> Vec<Option<usize>> {
    let rows = worth.len();
    let columns = worth.iter().map(Vec::len).max().unwrap_or(0);
    let size = rows.max(columns);
    let cost = |row: usize, column: usize| -value(worth, row, column);
    let by_column = hungarian(size, cost);
    let mut assigned = vec![None; rows];
    for (column, row) in by_column.into_iter().enumerate() {
        if value(worth, row, column) > 0.0 {
            assigned[row] = Some(column);
        }
    }
    assigned
}

fn value(worth: &[Vec<f64>], row: usize, column: usize) -> f64 {
    worth.get(row).and_then(|values| values.get(column)).copied().unwrap_or(0.0)
}

/// The row assigned to each column of a square cost matrix, at the least total cost.
fn hungarian(size: usize, cost: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    // Index 0 stands for "none": rows and columns count from 1.
    let mut row_potential = vec![0.0; size + 1];
    let mut column_potential = vec![0.0; size + 1];
    let mut row_of = vec![0usize; size + 1];
    let mut previous = vec![0usize; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; size + 1];
        let mut used = vec![false; size + 1];
        loop {
            used[column] = true;
            let current = row_of[column];
            let (mut least, mut next) = (f64::INFINITY, 0);
            for candidate in (1..=size).filter(|candidate| !used[*candidate]) {
                let reduced = cost(current - 1, candidate - 1)
                    - row_potential[current]
                    - column_potential[candidate];
                if reduced < slack[candidate] {
                    slack[candidate] = reduced;
                    previous[candidate] = column;
                }
                if slack[candidate] < least {
                    (least, next) = (slack[candidate], candidate);
                }
            }
            for candidate in 0..=size {
                if used[candidate] {
                    row_potential[row_of[candidate]] += least;
                    column_potential[candidate] -= least;
                } else {
                    slack[candidate] -= least;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[previous[column]];
            column = previous[column];
        }
    }
    row_of.into_iter().skip(1).map(|row| row - 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(worth: &[&[f64]], expected: &[Option<usize>]) {
        let worth: Vec<Vec<f64>> = worth.iter().map(|row| row.to_vec()).collect();
        assert_eq!(best_assignment(&worth), expected);
    }

    #[test]
    fn greedy_choice_is_not_taken_where_it_costs_more() {
        check(&[&[5.0, 4.0], &[4.0, 1.0]], &[Some(1), Some(0)]);
    }

    #[test]
    fn sizes_may_differ_and_worthless_pairs_are_left_out() {
        check(&[&[0.0, 2.0, 1.0]], &[Some(1)]);
        check(&[&[1.0], &[3.0], &[2.0]], &[None, Some(0), None]);
        check(&[&[0.0, 0.0], &[0.0, 1.0]], &[None, Some(1)]);
        check(&[], &[]);
        check(&[&[], &[]], &[None, None]);
    }
}
