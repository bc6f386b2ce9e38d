//! `#[derive(PgEnum)]`.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::BTreeMap;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Fields};

use crate::attribute::{Faults, Form, Key, Keys, krate, required};
use crate::input::{marked, plain};

const DERIVE: &str = "#[derive(PgEnum)]";
const TYPE: Key = Key("type", Form::Path, "path::of::the::GeneratedEnum");
const ENUM: &[Key] = &[TYPE, Key("crate", Form::Path, "path::to::pgbindgen")];
const VARIANT: &[Key] = &[Key("rename", Form::Name, "\"VariantOfTheGeneratedEnum\"")];

pub(crate) fn expand(input: &DeriveInput, faults: &mut Faults) -> Option<TokenStream> {
    let keys = Keys::read(&input.attrs, ENUM, "an enum", faults);
    let name = &input.ident;
    let data = match &input.data {
        Data::Enum(data) => data,
        Data::Struct(data) => {
            let text = format!("`{DERIVE}` is for enums; this is a struct");
            faults.at(data.struct_token.span(), text);
            return None;
        }
        Data::Union(data) => {
            let text = format!("`{DERIVE}` is for enums; this is a union");
            faults.at(data.union_token.span(), text);
            return None;
        }
    };
    if !plain(input, "an enum of the database", faults) {
        return None;
    }
    let ty = required(&keys, &TYPE, DERIVE, name, faults)?;
    let krate = krate(&keys);

    let mut pairs: BTreeMap<String, (Ident, Ident)> = BTreeMap::new();
    let mut order = Vec::new();
    let mut is_twice = false;
    for variant in &data.variants {
        let keys = Keys::read(&variant.attrs, VARIANT, "a variant", faults);
        if !matches!(variant.fields, Fields::Unit) {
            faults.at(
                variant.fields.span(),
                "a label of the database holds no value: a variant has no fields",
            );
            return None;
        }
        let mut ours = variant.ident.clone();
        let mut theirs = keys.name("rename").unwrap_or(&ours).clone();
        let key = theirs.to_string();
        if let Some((_, first)) = pairs.get(&key) {
            faults.at(
                theirs.span(),
                format!("`{first}` stands for the label `{theirs}` already"),
            );
            is_twice = true;
            continue;
        }
        ours.set_span(marked(ours.span()));
        theirs.set_span(marked(theirs.span()));
        pairs.insert(key.clone(), (theirs, ours));
        order.push(key);
    }
    if is_twice {
        return None;
    }
    let pairs: Vec<&(Ident, Ident)> = order.iter().filter_map(|key| pairs.get(key)).collect();
    let Some((_, first)) = pairs.first() else {
        faults.at(
            name.span(),
            "an enum of the database has one variant at least",
        );
        return None;
    };
    let theirs: Vec<&Ident> = pairs.iter().map(|(theirs, _)| theirs).collect();
    let ours: Vec<&Ident> = pairs.iter().map(|(_, ours)| ours).collect();
    // A label that no variant stands for is said at the enum's name.
    let into_ours = quote_spanned! {marked(name.span())=>
        match label { #(#ty::#theirs => #name::#ours),* }
    };
    Some(quote! {
        const fn __ours(label: #ty) -> #name {
            #into_ours
        }
        impl #krate::PgEnum for #name {
            const NAME: &'static str = <#ty as #krate::PgEnum>::NAME;
            const ALL: &'static [Self] = &{
                let labels = <#ty as #krate::PgEnum>::ALL;
                let mut all = [const { Self::#first }; <#ty as #krate::PgEnum>::ALL.len()];
                let mut i = 0;
                while i < labels.len() {
                    all[i] = __ours(labels[i]);
                    i += 1;
                }
                all
            };
            fn label(self) -> &'static str {
                <#ty as #krate::PgEnum>::label(match self { #(#name::#ours => #ty::#theirs),* })
            }
            fn from_label(label: &str) -> ::core::option::Option<Self> {
                match <#ty as #krate::PgEnum>::from_label(label) {
                    ::core::option::Option::Some(label) => {
                        ::core::option::Option::Some(__ours(label))
                    }
                    ::core::option::Option::None => ::core::option::Option::None,
                }
            }
        }
    })
}
