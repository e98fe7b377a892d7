//! As which user a container runs.

use model::Container;

/// Whether a container may run as root: nothing says that it does not.
pub(crate) fn may_be_root(container: Container<'_>) -> bool {
    let effective = container.effective();
    match effective.run_as_user.value {
        Some(user) => user == 0,
        None => effective.run_as_non_root.value != Some(true),
    }
}
