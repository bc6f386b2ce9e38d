//! What the build refuses, shown without breaking this very build.

use std::fs;
use std::path::PathBuf;

use pgbindgen_codegen::diag::{Color, render_all};
use pgbindgen_codegen::{Options, Project};

use crate::migrations;
use crate::story::say;

/// A migration that PostgreSQL would take, and an accountant would not.
const BROKEN: &str = "\
-- revision: 20260301_0900_add_order_discount
-- down_revision: 20260203_1115_add_order_paid_at
-- +up
ALTER TABLE orders
    ADD COLUMN discount_amount double precision;
-- +down
ALTER TABLE orders DROP COLUMN discount_amount;
";

/// Reads a copy of the migrations with a broken one added, as a build does, and prints what the build would say.
pub(crate) fn show() -> Result<(), Box<dyn std::error::Error>> {
    say(
        "PostgreSQL takes this revision. The build does not: binary floating point cannot hold 0.10.",
    );
    let copy = Copy::new()?;
    let project = Project::load(
        &copy.0.join("migrations"),
        &Options::default().base(&copy.0),
    )?;
    let analysis = pgbindgen_codegen::analyze(&project);
    let report = render_all(&analysis.diagnostics, &project.sources, Color::Never);
    for line in report.trim_end().lines() {
        println!("   | {line}");
    }
    let refused = analysis
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.code == "float-money");
    if !refused {
        return Err("the money column of type double precision was not refused".into());
    }
    say("In a build, this is a compile error at `pgbindgen::include_bindings!()`.");
    Ok(())
}

/// A copy of the migrations in the temporary directory, with the broken one; removed with this value.
struct Copy(PathBuf);

impl Copy {
    fn new() -> std::io::Result<Self> {
        let name = format!("pgbindgen-quickstart-{}", std::process::id());
        let copy = Self(std::env::temp_dir().join(name));
        let folder = copy.0.join("migrations");
        fs::create_dir_all(&folder)?;
        for entry in fs::read_dir(migrations())? {
            let entry = entry?;
            fs::copy(entry.path(), folder.join(entry.file_name()))?;
        }
        fs::write(folder.join("20260301_0900_add_order_discount.sql"), BROKEN)?;
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What is left in a temporary directory harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}
