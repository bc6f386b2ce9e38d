//! `bindings!`.

use pgbindgen_codegen::diag::{Diagnostic, Severity};
use pgbindgen_codegen::source::workspace_root;
use pgbindgen_codegen::{Options, Project, report};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use std::env;
use std::path::{Path, PathBuf};
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token, parenthesized};

/// The variable that the watch script sets to the folder that it watches.
const WATCHED: &str = "PGBINDGEN_WATCHED";

/// The arguments.
struct Arguments {
    dir: LitStr,
    allow_unwatched: bool,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let dir: LitStr = input.parse().map_err(|error| {
            syn::Error::new(
                error.span(),
                "expected the folder of migrations in quotes: `bindings!(\"migrations\")`",
            )
        })?;
        let mut allow_unwatched = false;
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let unknown =
                |span| syn::Error::new(span, "unknown argument; expected `allow(unwatched)`");
            let key: Ident = input.parse().map_err(|error| unknown(error.span()))?;
            if key != "allow" {
                return Err(unknown(key.span()));
            }
            let content;
            parenthesized!(content in input);
            let what: Ident = content.parse()?;
            if what != "unwatched" {
                return Err(syn::Error::new(
                    what.span(),
                    "unknown warning; expected `unwatched`",
                ));
            }
            allow_unwatched = true;
        }
        if !input.is_empty() {
            return Err(input.error("expected a comma or the end"));
        }
        Ok(Self {
            dir,
            allow_unwatched,
        })
    }
}

/// The bindings, or a `compile_error!` for each fault.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let arguments: Arguments = match syn::parse2(input) {
        Ok(arguments) => arguments,
        Err(error) => return error.into_compile_error(),
    };
    let at = arguments.dir.span();
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
    let options = Options::default().base(workspace_root(&package));
    let project = match Project::load(&package.join(arguments.dir.value()), &options) {
        Ok(project) => project,
        Err(error) => {
            let text = with_sources(&error);
            return quote_spanned!(at=> ::core::compile_error!(#text););
        }
    };
    let analysis = report::analyze_for(Some(&package), &project);
    let errors = report::compile_errors(&analysis.diagnostics, &project.sources)
        .into_iter()
        .map(|text| quote_spanned!(at=> ::core::compile_error!(#text);));
    let found: Vec<Diagnostic> = analysis
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Warning)
        .cloned()
        .collect();
    let mut warnings: Vec<TokenStream> = report::warnings(&found, &project.sources)
        .iter()
        .map(|text| warning(at, text))
        .collect();
    if !arguments.allow_unwatched && !is_watched(&package, &project) {
        warnings.push(warning(
            at,
            "new migrations are not seen here until a file that is known changes: `pgbindgen init --macro` \
             writes the watch script that mends it; `allow(unwatched)` behind the folder silences this",
        ));
    }
    let files = project.files().into_iter().map(|path| {
        let path = path.display().to_string();
        // What rustc records makes it run the macro again when the file changes.
        quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        )
    });
    let code: TokenStream = match analysis.bindings().parse() {
        Ok(code) => code,
        Err(error) => {
            let text = format!(
                "pgbindgen wrote code that rustc cannot read, which is a fault of pgbindgen: {error}"
            );
            quote_spanned!(at=> ::core::compile_error!(#text);)
        }
    };
    quote!(#(#errors)* #(#warnings)* #(#files)* #code)
}

/// A warning, in the only form that a macro has on stable: the use of something
/// deprecated.
fn warning(at: Span, text: &str) -> TokenStream {
    quote_spanned! {at=>
        const _: () = {
            #[deprecated(note = #text)]
            const PGBINDGEN: () = ();
            PGBINDGEN
        };
    }
}

/// Whether the package's build script watches the folder.
fn is_watched(package: &Path, project: &Project) -> bool {
    let Some(watched) = env::var_os(WATCHED) else {
        return false;
    };
    env::split_paths(&watched).any(|path| {
        let path = package.join(path);
        match (path.canonicalize(), project.migrations.canonicalize()) {
            (Ok(watched), Ok(migrations)) => migrations.starts_with(watched),
            _ => false,
        }
    })
}

/// An error with what caused it, on one line.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}
