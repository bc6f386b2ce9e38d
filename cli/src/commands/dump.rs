use crate::args::{Dump, Stage};
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::Chain;
use pgbindgen_codegen::diag::{Span, sort};
use pgbindgen_codegen::history::{self, ParsedStmt};
use pgbindgen_codegen::{Project, analyze};
use pgbindgen_migrate::live;
use pgbindgen_migrate::postgres::{Client, NoTls};
use pgbindgen_model::catalog::Catalog;

pub(crate) fn run(args: &Dump, console: &Console) -> Result<Outcome, Failure> {
    if let Some(url) = &args.live {
        if args.stage != Stage::Catalog {
            return Err("--live reads a catalog: `pgbindgen dump catalog --live URL`".into());
        }
        // The driver's words name the host; the URL, which may hold a password,
        // stays out of them.
        let mut client = Client::connect(url, NoTls)
            .map_err(|error| format!("cannot connect to the server: {}", causes(&error)))?;
        let mut catalog = live::read(&mut client)
            .map_err(|error| format!("cannot read the catalog: {}", causes(&error)))?;
        catalog.sort();
        print_catalog(&catalog, console);
        return Ok(Outcome::Clean);
    }
    let options = console
        .options()
        .postgres(args.postgres.postgres.iter().copied());
    let project = Project::load(&args.place.dir, &options)?;
    match args.stage {
        Stage::Split | Stage::Ddl => Ok(statements(&project, args.stage, console)),
        Stage::Catalog | Stage::Ir => {
            let analysis = analyze(&project);
            let outcome = console.report(&analysis.diagnostics, &project.sources);
            match (args.stage, &analysis.catalog, &analysis.program) {
                (Stage::Catalog, Some(catalog), _) => {
                    let mut model = catalog.to_model();
                    model.sort();
                    print_catalog(&model, console);
                }
                (Stage::Ir, _, Some(program)) => {
                    let text = format!("{program:#?}");
                    console.result(&text, &Object::new("ir").text("text", &text));
                }
                _ => {}
            }
            Ok(outcome)
        }
    }
}

fn print_catalog(catalog: &Catalog, console: &Console) {
    let json = catalog.to_json();
    let object = Object::new("catalog").json("catalog", &json);
    console.result(json.trim_end(), &object);
}

/// The statements of every revision in chain order.
fn statements(project: &Project, stage: Stage, console: &Console) -> Outcome {
    let mut diagnostics = project.diagnostics.clone();
    let chain = Chain::build(project, &mut diagnostics);
    let parsed = history::parse(&chain, &project.sources, &mut diagnostics);
    sort(&mut diagnostics);
    let outcome = console.report(&diagnostics, &project.sources);
    for revision in &parsed {
        for (section, stmts) in [("up", Some(&revision.up)), ("down", revision.down.as_ref())] {
            for stmt in stmts.into_iter().flatten() {
                let id = &revision.revision.id.value;
                print(project, id, section, stmt, stage, console);
            }
        }
    }
    outcome
}

fn print(
    project: &Project,
    id: &str,
    section: &str,
    stmt: &ParsedStmt,
    stage: Stage,
    console: &Console,
) {
    let place = place(project, stmt.raw.span);
    let text = match stage {
        Stage::Ddl => format!("{:#?}", stmt.stmt.kind),
        _ => project.sources.text(stmt.raw.span).to_owned(),
    };
    let object = Object::new("statement")
        .text("revision", id)
        .text("section", section)
        .text("place", &place)
        .text("kind", &format!("{:?}", stmt.raw.kind))
        .text("text", &text);
    console.result(&format!("-- {place} {id} +{section}\n{text}\n"), &object);
}

fn place(project: &Project, span: Span) -> String {
    let span = project.sources.on_disk(span);
    let file = project.sources.file(span.file);
    let at = file.position(span.start as usize);
    format!("{}:{}:{}", file.path(), at.line, at.column)
}

/// An error with what caused it; some drivers say only "error connecting".
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        next = cause.source();
    }
    text
}
