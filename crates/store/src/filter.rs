//! Conditions put together from what a filter asks for.

use rusqlite::types::Value;

/// The WHERE clause of a query with its values, in order.
#[derive(Default)]
pub(crate) struct Where {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    /// Adds a condition with one `?` for every value.
    pub(crate) fn and(&mut self, condition: impl Into<String>, values: Vec<Value>) {
        self.conditions.push(condition.into());
        self.values.extend(values);
    }

    /// Adds "column is one of these"; none of them means any.
    pub(crate) fn one_of<'a>(&mut self, column: &str, words: impl Iterator<Item = &'a str>) {
        let values: Vec<Value> = words.map(|word| Value::from(word.to_owned())).collect();
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.and(format!("{column} IN ({marks})"), values);
        }
    }

    /// Adds "may have happened on one of these days". What has no date is left out as soon as a
    /// day is asked for.
    pub(crate) fn within(
        &mut self,
        table: &str,
        since: Option<jiff::civil::Date>,
        until: Option<jiff::civil::Date>,
    ) {
        if let Some(day) = since {
            let last = format!("coalesce({table}.last_day, {table}.first_day) >= ?");
            self.and(last, vec![Value::from(day.to_string())]);
        }
        if let Some(day) = until {
            let first = format!("coalesce({table}.first_day, {table}.last_day) <= ?");
            self.and(first, vec![Value::from(day.to_string())]);
        }
    }

    /// ` WHERE …`, or nothing.
    pub(crate) fn sql(&self) -> String {
        if self.conditions.is_empty() {
            return String::new();
        }
        format!(" WHERE {}", self.conditions.join(" AND "))
    }

    /// The values, in the order of their marks.
    pub(crate) fn values(self) -> Vec<Value> {
        self.values
    }
}
