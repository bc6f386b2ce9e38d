//! `#[pgbindgen(…)]`: the keys that it takes, and what is said of any other.

use proc_macro2::{Span, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::spanned::Spanned as _;
use syn::{Expr, Ident, LitStr, Path, Token};

/// What was found at fault, to be reported together.
#[derive(Default)]
pub(crate) struct Faults(Option<syn::Error>);

impl Faults {
    pub(crate) fn at(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// A `compile_error!` for each.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0
            .map(syn::Error::into_compile_error)
            .unwrap_or_default()
    }
}

/// What stands behind a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Flag,
    Path,
    Name,
    Expression,
}

/// A key: its name, its form, and what its value is in words.
pub(crate) struct Key(
    pub(crate) &'static str,
    pub(crate) Form,
    pub(crate) &'static str,
);

/// The value of a key.
enum Value {
    Flag,
    Path(Path),
    /// A name of Rust, with the literal's place.
    Name(Ident),
    Expression(Box<Expr>),
}

/// The keys of one item.
#[derive(Default)]
pub(crate) struct Keys(Vec<(Ident, Value)>);

impl Keys {
    /// Reads the attributes; what cannot be read is a fault and left out.
    pub(crate) fn read(
        attributes: &[syn::Attribute],
        known: &[Key],
        place: &str,
        faults: &mut Faults,
    ) -> Self {
        let mut keys = Self::default();
        for attribute in attributes {
            if !attribute.path().is_ident("pgbindgen") {
                continue;
            }
            let read = |input: ParseStream<'_>| keys.parse(input, known, place, faults);
            if let Err(error) = attribute.parse_args_with(read) {
                faults.add(error);
            }
        }
        keys
    }

    fn parse(
        &mut self,
        input: ParseStream<'_>,
        known: &[Key],
        place: &str,
        faults: &mut Faults,
    ) -> syn::Result<()> {
        while !input.is_empty() {
            let name = input.call(Ident::parse_any)?;
            let word = name.to_string();
            let Some(key) = known.iter().find(|key| key.0 == word) else {
                return Err(syn::Error::new(name.span(), unknown(&word, known, place)));
            };
            let value = value(key, &name, input)?;
            if self.find(key.0).is_some() {
                faults.at(name.span(), format!("`{word}` is given twice"));
            } else {
                self.0.push((name, value));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn find(&self, key: &str) -> Option<&(Ident, Value)> {
        self.0.iter().find(|(name, _)| name == key)
    }

    /// Where the key stands, if it is given.
    pub(crate) fn span(&self, key: &str) -> Option<Span> {
        self.find(key).map(|(name, _)| name.span())
    }

    pub(crate) fn path(&self, key: &str) -> Option<&Path> {
        match self.find(key) {
            Some((_, Value::Path(path))) => Some(path),
            _ => None,
        }
    }

    pub(crate) fn name(&self, key: &str) -> Option<&Ident> {
        match self.find(key) {
            Some((_, Value::Name(name))) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn expression(&self, key: &str) -> Option<&Expr> {
        match self.find(key) {
            Some((_, Value::Expression(expression))) => Some(expression),
            _ => None,
        }
    }

    /// Says so when a key is given with one that it cannot stand beside.
    pub(crate) fn conflict(&self, key: &str, others: &[&str], faults: &mut Faults) {
        if self.find(key).is_none() {
            return;
        }
        for other in others {
            if let Some(span) = self.span(other) {
                faults.at(span, format!("`{other}` means nothing beside `{key}`"));
            }
        }
    }
}

fn value(key: &Key, name: &Ident, input: ParseStream<'_>) -> syn::Result<Value> {
    let Key(word, form, what) = key;
    if *form == Form::Flag {
        if input.peek(Token![=]) {
            return Err(input.error(format!("`{word}` takes no value")));
        }
        return Ok(Value::Flag);
    }
    if !input.peek(Token![=]) {
        return Err(syn::Error::new(
            name.span(),
            format!("`{word}` needs a value: write `{word} = {what}`"),
        ));
    }
    input.parse::<Token![=]>()?;
    let wrong = |span| syn::Error::new(span, format!("expected `{word} = {what}`"));
    match form {
        Form::Path => {
            let span = input.span();
            let path: Path = input.call(Path::parse_mod_style).map_err(|_| wrong(span))?;
            Ok(Value::Path(path))
        }
        Form::Name => {
            let span = input.span();
            // rustc, which is told the marker's name, suggests that without quotes.
            if input.peek(Ident::peek_any) {
                return Ok(Value::Name(input.call(Ident::parse_any)?));
            }
            let text: LitStr = input.parse().map_err(|_| wrong(span))?;
            let written = text.value();
            // A word that is a keyword is meant raw, as it has to be in the generated struct.
            let name = syn::parse_str::<Ident>(&written)
                .or_else(|_| syn::parse_str(&format!("r#{written}")));
            match name {
                Ok(mut name) => {
                    name.set_span(text.span());
                    Ok(Value::Name(name))
                }
                Err(_) => Err(syn::Error::new(
                    text.span(),
                    format!(
                        "{written:?} is not a name in Rust; write the name that the generated code has"
                    ),
                )),
            }
        }
        Form::Expression | Form::Flag => Ok(Value::Expression(input.parse()?)),
    }
}

fn unknown(word: &str, known: &[Key], place: &str) -> String {
    let mut message = format!("`{word}` is not an option of {place}");
    let nearest = known
        .iter()
        .map(|key| (distance(word, key.0), key.0))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4);
    if let Some((_, name)) = nearest {
        message.push_str("; did you mean `");
        message.push_str(name);
        message.push_str("`?");
    }
    let names: Vec<String> = known.iter().map(|key| format!("`{}`", key.0)).collect();
    message.push_str("\nthe options are ");
    message.push_str(&names.join(", "));
    message
}

/// How many letters are to be put in, left out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (pair, y) in row.windows(2).zip(&b) {
            if let [diagonal, above] = *pair {
                left = (diagonal + usize::from(x != *y))
                    .min(above + 1)
                    .min(left + 1);
                next.push(left);
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// The last name of a path, without `r#`.
pub(crate) fn last(path: &Path) -> String {
    path.segments
        .last()
        .map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}

/// The path of a key that the derive cannot do without.
pub(crate) fn required<'k>(
    keys: &'k Keys,
    key: &Key,
    derive: &str,
    item: &Ident,
    faults: &mut Faults,
) -> Option<&'k Path> {
    let path = keys.path(key.0);
    if path.is_none() && keys.span(key.0).is_none() && faults.0.is_none() {
        faults.at(
            item.span(),
            format!(
                "`{derive}` needs to know what `{item}` stands for: add `#[pgbindgen({} = {})]`",
                key.0, key.2
            ),
        );
    }
    path
}

/// The crate `pgbindgen`.
pub(crate) fn krate(keys: &Keys) -> TokenStream {
    keys.path("crate")
        .map_or_else(|| quote::quote!(::pgbindgen), |path| quote::quote!(#path))
}

/// Where a type stands, for what is checked of it.
pub(crate) fn at(ty: &syn::Type) -> Span {
    ty.span()
}

/// The key of a type in a module with `#![no_implicit_prelude]`.
pub(crate) const NO_PRELUDE: Key = Key("no_implicit_prelude", Form::Flag, "");

/// Attributes of the tool `diagnostic`, where there are any: a module with
/// `#![no_implicit_prelude]` has no names of tools.
pub(crate) fn diagnostic(keys: &Keys, attribute: &TokenStream) -> TokenStream {
    if keys.span(NO_PRELUDE.0).is_some() {
        TokenStream::new()
    } else {
        quote::quote!(#[diagnostic::#attribute])
    }
}
