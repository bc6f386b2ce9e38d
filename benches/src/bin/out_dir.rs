//! What a build script does, as a program of its own that `cargo xtask bench` can time: `OUT_DIR` and `CARGO_MANIFEST_DIR` are set as
//! cargo sets them.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(directory) = std::env::args_os().nth(1) else {
        eprintln!("usage: out-dir DIR, with OUT_DIR and CARGO_MANIFEST_DIR set");
        return ExitCode::from(2);
    };
    match pgbindgen_codegen::build(std::path::PathBuf::from(directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
