//! Which folder the paths of a report are relative to.

use crate::args::MessageFormat;
use std::path::PathBuf;

/// People and editors read a path from where they are. SARIF and GitHub want it
/// from the root of the repository: the one that GitHub names, else the folder
/// with `.git`. `None` for the current folder.
pub(crate) fn base(format: MessageFormat) -> Option<PathBuf> {
    match format {
        MessageFormat::Human | MessageFormat::Json => return None,
        MessageFormat::Sarif | MessageFormat::Github => {}
    }
    let here = std::env::current_dir().ok()?;
    let named = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    if let Some(named) = named.and_then(|named| named.canonicalize().ok())
        && here
            .canonicalize()
            .is_ok_and(|here| here.starts_with(&named))
    {
        // As the current folder is written, which may be through a link.
        let depth = here
            .canonicalize()
            .ok()?
            .strip_prefix(&named)
            .ok()?
            .components()
            .count();
        return here.ancestors().nth(depth).map(PathBuf::from);
    }
    let repository = here.ancestors().find(|dir| dir.join(".git").exists());
    Some(repository.map_or_else(|| here.clone(), PathBuf::from))
}
