//! Writes the bindings.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    pgbindgen_codegen::build(".")?;
    Ok(())
}
