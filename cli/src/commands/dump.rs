use crate::args::{Dump, Stage};
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::Chain;
use pgbindgen_codegen::diag::{Span, sort};
use pgbindgen_codegen::history::{self, ParsedStmt};
use pgbindgen_codegen::source::config::parse_postgres;
use pgbindgen_codegen::{Project, analyze};
use pgbindgen_migrate::live;
use pgbindgen_migrate::postgres::{Client, NoTls};
use pgbindgen_model::catalog::Catalog;
use pgbindgen_model::diff::{self, Difference, Expressions};
use pgbindgen_model::tree::Tree;

pub(crate) fn run(args: &Dump, console: &Console) -> Result<Outcome, Failure> {
    if let Some(url) = &args.live {
        of_catalog(args, "dump catalog --live URL")?;
        print_catalog(&read(&mut connect(url)?)?, console);
        return Ok(Outcome::Clean);
    }
    if let Some(url) = &args.against {
        of_catalog(args, "dump catalog DIR --against URL")?;
        return against(args, url, console);
    }
    let options = console
        .options()
        .postgres(args.postgres.postgres.iter().copied());
    let project = Project::load(&args.dir, &options)?;
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

/// Refuses a stage that no server has.
fn of_catalog(args: &Dump, usage: &str) -> Result<(), Failure> {
    if args.stage == Stage::Catalog {
        return Ok(());
    }
    Err(format!("a server has a catalog and no other stage: `pgbindgen {usage}`").into())
}

/// The driver's words name the host; the URL, which may hold a password, stays out
/// of them.
fn connect(url: &str) -> Result<Client, Failure> {
    Client::connect(url, NoTls)
        .map_err(|error| format!("cannot connect to the server: {}", causes(&error)).into())
}

fn read(client: &mut Client) -> Result<Catalog, Failure> {
    let mut catalog = live::read(client)
        .map_err(|error| format!("cannot read the catalog: {}", causes(&error)))?;
    catalog.sort();
    Ok(catalog)
}

/// The major version of a server.
fn major(client: &mut Client) -> Result<u32, Failure> {
    let row = client
        .query_one("SHOW server_version_num", &[])
        .map_err(|error| format!("cannot ask the server for its version: {}", causes(&error)))?;
    let text: String = row.try_get(0)?;
    let number: u32 = text.parse()?;
    // As a flag would be.
    Ok(parse_postgres(&(number / 10_000).to_string())?)
}

/// What the migrations lead to on a server of that version, and what it has.
fn against(args: &Dump, url: &str, console: &Console) -> Result<Outcome, Failure> {
    let mut client = connect(url)?;
    let version = major(&mut client)?;
    if args.postgres.postgres.iter().any(|asked| *asked != version) {
        return Err(format!(
            "the server is PostgreSQL {version}, and the migrations are replayed for it: leave `--postgres` out"
        )
        .into());
    }
    let options = console.options().postgres([version]);
    let project = Project::load(&args.dir, &options)?;
    let analysis = analyze(&project);
    if console.report(&analysis.diagnostics, &project.sources) == Outcome::AtFault {
        return Ok(Outcome::AtFault);
    }
    let Some(catalog) = &analysis.catalog else {
        return Err("the migrations lead to no catalog".into());
    };
    let mut ours = catalog.to_model();
    ours.sort();
    // The server prints expressions in its own words.
    let options = diff::Options::default().expressions(Expressions::Presence);
    let found = diff::compare_with(&ours, &read(&mut client)?, options);
    for difference in &found.differences {
        tell(difference, console);
    }
    for open in &found.not_modelled {
        console.say(&format!("note: not compared: {open}"));
    }
    if found.by_presence > 0 {
        console.say(&format!(
            "note: expressions that are written in other words, as a server prints them, are not compared: {}",
            found.by_presence
        ));
    }
    let shown = project.shown_path(&project.migrations);
    if found.is_equal() {
        console.say(&format!(
            "the database is what the migrations in {shown} lead to"
        ));
        return Ok(Outcome::Clean);
    }
    let count = match found.differences.len() {
        1 => "1 difference".to_owned(),
        many => format!("{many} differences"),
    };
    console.complain(&format!(
        "the database is not what the migrations in {shown} lead to: {count}"
    ));
    Ok(Outcome::AtFault)
}

fn tell(difference: &Difference, console: &Console) {
    let path = &difference.path;
    let line = |tree: &Tree| tree.to_json_line();
    // An object is named by its path already.
    let value = |tree: &Tree| match tree {
        Tree::Object(_) => String::new(),
        other => format!(": {}", line(other)),
    };
    let text = match (&difference.left, &difference.right) {
        (Some(ours), Some(theirs)) => format!(
            "{path}: {} by the migrations, {} on the server",
            line(ours),
            line(theirs)
        ),
        (Some(ours), None) => format!("{path}: not on the server{}", value(ours)),
        (None, Some(theirs)) => format!("{path}: not in the migrations{}", value(theirs)),
        // A difference has a side.
        (None, None) => path.clone(),
    };
    let json = |side: &Option<Tree>| side.as_ref().map_or("null".to_owned(), line);
    let object = Object::new("difference")
        .text("path", path)
        .json("migrations", &json(&difference.left))
        .json("server", &json(&difference.right));
    console.result(&text, &object);
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
    let parsed = history::parse(&chain, project, &mut diagnostics);
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
