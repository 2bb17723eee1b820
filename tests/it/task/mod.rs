//! Tasks: made by hand, closed, listed, on a workbench, and watched.

mod close;
mod create;
mod list;
mod my_day;
mod watch;

/// A task, as most tests ask for it.
const TASK: &str = "task { id title source status dueAt doneAt overdue forced version
    assignee { name } details { key label value } commitment { id } }";
