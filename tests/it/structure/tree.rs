//! The modules of `src/` with what each defines, imports and names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree};

/// A module by the names that lead to it from the root; the root is empty.
pub(super) type Module = Vec<String>;

/// What a module of the tree holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Where it is written, from `src/`.
    pub(super) file: String,
    /// What it defines.
    items: BTreeSet<String>,
    /// What it imports: the name here, and the path as written.
    imports: BTreeMap<String, Vec<String>>,
    /// Modules of which it imports everything.
    globs: Vec<Vec<String>>,
    /// Every path that stands in it, imports included.
    paths: Vec<Vec<String>>,
    /// Lines of its functions: name, first and last line.
    pub(super) functions: Vec<(String, usize, usize)>,
}

/// All modules.
pub(super) struct Tree(pub(super) BTreeMap<Module, Content>);

pub(super) static TREE: LazyLock<Tree> = LazyLock::new(|| {
    let mut tree = Tree(BTreeMap::new());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    tree.read(&root, "lib.rs", Vec::new());
    tree
});

impl Tree {
    fn read(&mut self, root: &Path, file: &str, module: Module) {
        let text = fs::read_to_string(root.join(file)).expect("a source file can be read");
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("src/{file}: {error}"));
        self.items(root, file, &module, &parsed.items);
    }

    fn items(&mut self, root: &Path, file: &str, module: &[String], items: &[Item]) {
        let mut content = Content {
            file: file.to_owned(),
            ..Content::default()
        };
        for item in items.iter().filter(|item| !is_test(attributes(item))) {
            match item {
                Item::Mod(inner) => {
                    let mut child = module.to_vec();
                    child.push(inner.ident.to_string());
                    match &inner.content {
                        Some((_, items)) => self.items(root, file, &child, items),
                        None => self.read(root, &child_file(root, file, &child), child),
                    }
                }
                Item::Use(used) => content.import(&used.tree, &mut Vec::new()),
                other => {
                    content.items.extend(name(other));
                    Paths(&mut content).visit_item(other);
                }
            }
        }
        self.0.insert(module.to_vec(), content);
    }

    /// The modules that define what `module` names, itself aside.
    pub(super) fn known(&self, module: &Module) -> BTreeSet<Module> {
        let content = &self.0[module];
        content
            .paths
            .iter()
            .filter_map(|path| self.resolve(module, path, 0))
            .filter(|found| found != module)
            .collect()
    }

    /// The module that defines what a path leads to; none for what lies outside this tree.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (first, rest) = path.split_first()?;
        if depth > 16 {
            return None;
        }
        match first.as_str() {
            "crate" => self.walk(Vec::new(), rest, depth),
            "self" => self.walk(from.clone(), rest, depth),
            "super" => {
                let mut above = from.clone();
                above.pop()?;
                let mut rest = rest;
                while let Some(more) = rest.strip_prefix(&["super".to_owned()][..]) {
                    above.pop()?;
                    rest = more;
                }
                self.walk(above, rest, depth)
            }
            name if self.holds(from, name) => self.walk(from.clone(), path, depth),
            _ => None,
        }
    }

    /// Whether a name means something in a module.
    fn holds(&self, module: &Module, name: &str) -> bool {
        let mut child = module.clone();
        child.push(name.to_owned());
        let content = &self.0[module];
        self.0.contains_key(&child) || content.imports.contains_key(name) || content.items.contains(name)
    }

    fn walk(&self, start: Module, path: &[String], depth: usize) -> Option<Module> {
        let mut at = start;
        for (index, name) in path.iter().enumerate() {
            let mut child = at.clone();
            child.push(name.clone());
            if self.0.contains_key(&child) {
                at = child;
                continue;
            }
            let content = self.0.get(&at)?;
            if content.items.contains(name) {
                return Some(at);
            }
            if let Some(import) = content.imports.get(name) {
                let mut onward = import.clone();
                onward.extend_from_slice(&path[index + 1..]);
                return self.resolve(&at, &onward, depth + 1);
            }
            for glob in &content.globs {
                let mut onward = glob.clone();
                onward.extend_from_slice(&path[index..]);
                let found = self.resolve(&at, &onward, depth + 1);
                let is_there =
                    |found: &Module| self.0[found].items.contains(name) || found.last() == Some(name);
                if let Some(found) = found.filter(is_there) {
                    return Some(found);
                }
            }
            return Some(at);
        }
        Some(at)
    }
}

impl Content {
    fn import(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(inner) => {
                path.push(inner.ident.to_string());
                self.import(&inner.tree, path);
                path.pop();
            }
            UseTree::Name(named) => self.imported(&named.ident.to_string(), &named.ident.to_string(), path),
            UseTree::Rename(renamed) => {
                self.imported(&renamed.rename.to_string(), &renamed.ident.to_string(), path);
            }
            UseTree::Glob(_) => {
                self.globs.push(path.clone());
                self.paths.push(path.clone());
            }
            UseTree::Group(group) => group.items.iter().for_each(|inner| self.import(inner, path)),
        }
    }

    fn imported(&mut self, here: &str, name: &str, path: &[String]) {
        let mut whole = path.to_vec();
        if name != "self" {
            whole.push(name.to_owned());
        }
        let here = match (here, path.last()) {
            ("self", Some(last)) => last.clone(),
            _ => here.to_owned(),
        };
        self.imports.insert(here, whole.clone());
        self.paths.push(whole);
    }
}

/// Collects paths and functions.
struct Paths<'a>(&'a mut Content);

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        self.0.paths.push(names);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // What stands in `format!("…", a::b())` is read as far as it is a list of expressions.
        if let Ok(arguments) =
            call.parse_body_with(syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated)
        {
            arguments.iter().for_each(|argument| self.visit_expr(argument));
        }
        visit::visit_macro(self, call);
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.function(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_use(&mut self, used: &'ast syn::ItemUse) {
        self.0.import(&used.tree, &mut Vec::new());
    }
}

impl Paths<'_> {
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = block.brace_token.span.close().end().line;
        self.0.functions.push((signature.ident.to_string(), first, last));
    }
}

/// `a/b.rs` or `a/b/mod.rs` beside or below the file of the parent.
fn child_file(root: &Path, parent: &str, child: &[String]) -> String {
    let name = child.last().expect("a child has a name");
    let folder = match parent.strip_suffix(".rs") {
        Some("lib" | "main") | None => String::new(),
        Some(stem) => format!("{stem}/"),
    };
    let file = format!("{folder}{name}.rs");
    assert!(root.join(&file).exists(), "src/{file} does not exist");
    file
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is there for unit tests alone.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let mut test = false;
        if attribute.path().is_ident("cfg") {
            // `cfg(test)` and `cfg(all(test, unix))`, not `cfg(not(test))`.
            let _ = attribute.parse_nested_meta(|meta| {
                test |= meta.path.is_ident("test");
                if meta.path.is_ident("all") {
                    meta.parse_nested_meta(|inner| {
                        test |= inner.path.is_ident("test");
                        Ok(())
                    })?;
                }
                Ok(())
            });
        }
        test
    })
}

fn name(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Macro(item) => item.ident.as_ref()?.to_string(),
        Item::Static(item) => item.ident.to_string(),
        Item::Struct(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        _ => return None,
    })
}
