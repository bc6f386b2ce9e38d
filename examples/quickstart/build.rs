//! Reads `migrations/` and writes the bindings that `src/main.rs` takes in.

fn main() -> Result<(), pgbindgen_codegen::Error> {
    pgbindgen_codegen::build("migrations")
}
