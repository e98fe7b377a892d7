//! Which `seawall.toml` holds.

use std::path::PathBuf;

const NAME: &str = "seawall.toml";

/// The nearest one from the current folder upward to the repository's root (the folder with `.git`). Outside a
/// repository only the current folder counts: what lies above it may be anyone's.
pub(super) fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let depth = here.ancestors().position(|folder| folder.join(".git").exists()).unwrap_or(0);
    // Named as seen from here, as a user would.
    (0..=depth)
        .map(|up| std::iter::repeat_n("..", up).collect::<PathBuf>().join(NAME))
        .find(|path| path.is_file())
}
