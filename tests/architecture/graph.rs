//! Which file of the crate uses which.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::source::{self, Import, Source};

/// A file of the crate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct File {
    /// Its path from the top of the repository on.
    pub path: String,
    /// The module of the crate that it belongs to; empty for `lib.rs`.
    pub module: String,
}

/// One file uses another.
#[derive(Debug)]
pub struct Edge {
    pub from: File,
    pub to: File,
    /// The path with which it does, as it is written.
    pub written: String,
}

/// A module: a file, or a part of one.
#[derive(Debug)]
struct Module {
    file: File,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    imports: Vec<Import>,
    paths: Vec<source::Path>,
}

/// What a path leads to.
#[derive(Clone, Copy)]
enum Target {
    Module(usize),
    /// Something that stands in that module.
    Item(usize),
}

/// The crate.
pub struct Graph {
    modules: Vec<Module>,
    edges: Vec<Edge>,
}

const ROOT: usize = 0;

impl Graph {
    /// Reads all files from `lib.rs` on that are not compiled for tests only.
    pub fn of_crate(src: &Path) -> Graph {
        let mut graph = Graph { modules: Vec::new(), edges: Vec::new() };
        graph.read(&src.join("lib.rs"), src, None, String::new());
        graph.connect();
        graph
    }

    /// The modules that `lib.rs` declares.
    pub fn top_modules(&self) -> impl Iterator<Item = &str> {
        self.modules[ROOT].children.keys().map(String::as_str)
    }

    /// All uses of one file by another.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.iter()
    }

    /// Reads a file and those that it declares, which lie in `folder`.
    fn read(&mut self, path: &Path, folder: &Path, parent: Option<usize>, module: String) -> usize {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let name = path.strip_prefix(top).unwrap_or(path).to_string_lossy().replace('\\', "/");
        self.add(Source::read(&text), File { path: name, module }, folder, parent)
    }

    fn add(&mut self, source: Source, file: File, folder: &Path, parent: Option<usize>) -> usize {
        let index = self.modules.len();
        let Source { files, inline, imports, paths } = source;
        self.modules.push(Module { file: file.clone(), parent, children: BTreeMap::new(), imports, paths });
        for name in files {
            let module = if index == ROOT { name.clone() } else { file.module.clone() };
            let below = folder.join(&name);
            let candidates: [PathBuf; 2] = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
            let path = candidates.iter().find(|path| path.is_file()).expect("a declared module has a file");
            let child = self.read(path, &below, Some(index), module);
            self.modules[index].children.insert(name, child);
        }
        for (name, source) in inline {
            let child = self.add(source, file.clone(), &folder.join(&name), Some(index));
            self.modules[index].children.insert(name, child);
        }
        index
    }

    fn connect(&mut self) {
        // Of the paths with which one file uses another, the first is enough.
        let mut edges: BTreeMap<(&File, &File), &source::Path> = BTreeMap::new();
        // The root only declares and exports.
        for (index, module) in self.modules.iter().enumerate().skip(1) {
            let imports = module.imports.iter().filter(|import| !import.is_public);
            let uses = imports.map(|import| (&import.path, import.name.is_none()));
            for (path, is_glob) in uses.chain(module.paths.iter().map(|path| (path, false))) {
                let target = match self.resolve(index, path, &mut HashSet::new()) {
                    Some(Target::Item(target)) => target,
                    Some(Target::Module(target)) if is_glob => target,
                    // To name a module, or to import it, is not yet to use what is in it.
                    Some(Target::Module(_)) | None => continue,
                };
                let (from, to) = (&module.file, &self.modules[target].file);
                if from != to && target != ROOT {
                    edges.entry((from, to)).or_insert(path);
                }
            }
        }
        let edge = |((from, to), path): ((&File, &File), &source::Path)| Edge {
            from: from.clone(),
            to: to.clone(),
            written: path.join("::"),
        };
        self.edges = edges.into_iter().map(edge).collect();
    }

    /// What a path leads to; `None` outside of the crate. `seen` holds the names that are being looked up.
    fn resolve(&self, module: usize, path: &[String], seen: &mut HashSet<(usize, String)>) -> Option<Target> {
        let (first, rest) = path.split_first()?;
        let mut target = match first.as_str() {
            "crate" => Target::Module(ROOT),
            "self" => Target::Module(module),
            "super" => Target::Module(self.modules[module].parent?),
            name => self.look_up(module, name, seen)?,
        };
        for name in rest {
            let Target::Module(module) = target else { break };
            target = match name.as_str() {
                "super" => Target::Module(self.modules[module].parent?),
                name => self.look_up(module, name, seen).unwrap_or(Target::Item(module)),
            };
        }
        Some(target)
    }

    /// What a name means in a module, if it is a module or imported there.
    fn look_up(&self, module: usize, name: &str, seen: &mut HashSet<(usize, String)>) -> Option<Target> {
        if !seen.insert((module, name.to_owned())) {
            return None;
        }
        let Module { children, imports, .. } = &self.modules[module];
        let named = || imports.iter().find(|import| import.name.as_deref() == Some(name));
        let found =
            match (children.get(name), named()) {
                (_, Some(import)) => self.resolve(module, &import.path, seen),
                (Some(&child), None) => Some(Target::Module(child)),
                (None, None) => imports.iter().filter(|import| import.name.is_none()).find_map(|import| {
                    match self.resolve(module, &import.path, seen)? {
                        Target::Module(from) => self.look_up(from, name, seen),
                        Target::Item(_) => None,
                    }
                }),
            };
        seen.remove(&(module, name.to_owned()));
        found
    }

    /// The shortest cycle through each file that is on one.
    pub fn cycles(&self, counts: impl Fn(&File) -> bool) -> Vec<Vec<&Edge>> {
        let mut from: HashMap<&File, Vec<&Edge>> = HashMap::new();
        for edge in self.edges.iter().filter(|edge| counts(&edge.from) && counts(&edge.to)) {
            from.entry(&edge.from).or_default().push(edge);
        }
        let files: BTreeSet<&File> = from.keys().copied().collect();
        let mut seen = BTreeSet::new();
        let mut cycles = Vec::new();
        for file in files {
            let Some(cycle) = cycle_through(file, &from) else { continue };
            let members: BTreeSet<&File> = cycle.iter().map(|edge| &edge.from).collect();
            if seen.insert(members) {
                cycles.push(cycle);
            }
        }
        cycles
    }
}

/// The shortest way from a file back to itself.
fn cycle_through<'g>(file: &'g File, from: &HashMap<&'g File, Vec<&'g Edge>>) -> Option<Vec<&'g Edge>> {
    let mut came_by: HashMap<&File, &Edge> = HashMap::new();
    let mut queue = VecDeque::from([file]);
    while let Some(at) = queue.pop_front() {
        for &edge in from.get(at).into_iter().flatten() {
            if came_by.contains_key(&edge.to) {
                continue;
            }
            came_by.insert(&edge.to, edge);
            if edge.to == *file {
                let mut cycle = vec![edge];
                while let Some(&before) = cycle.last().filter(|edge| edge.from != *file) {
                    cycle.push(came_by[&before.from]);
                }
                cycle.reverse();
                return Some(cycle);
            }
            queue.push_back(&edge.to);
        }
    }
    None
}
