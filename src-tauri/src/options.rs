//! The command line and the one environment variable.

use std::path::PathBuf;

pub const USAGE: &str = "\
Usage: patchbay [--practice] [--port N] [--practice-port N]
       patchbay practice [--folder FOLDER] [--port N] [--tls]
       patchbay --version

  --practice          open straight into the practice BigCommerce
  --port N            listen on this loopback port, this time only
  --practice-port N   first of the practice BigCommerce's ports, this time only

PATCHBAY_HOME=FOLDER keeps all data, keychain names included, apart from the ordinary ones.";

/// What the user asked for on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub practice: bool,
    pub port: Option<u16>,
    pub practice_port: Option<u16>,
    pub version: bool,
}

impl Options {
    /// Reads the arguments; the error is a sentence for the terminal.
    pub fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--practice" => options.practice = true,
                "--version" | "-V" => options.version = true,
                "--port" => options.port = Some(port(argument, rest.next())?),
                "--practice-port" => options.practice_port = Some(port(argument, rest.next())?),
                other => return Err(format!("Unknown argument: {other}")),
            }
        }
        Ok(options)
    }
}

fn port(name: &str, value: Option<&String>) -> Result<u16, String> {
    let value = value.ok_or_else(|| format!("{name} needs a port number"))?;
    value
        .parse()
        .map_err(|_| format!("{name}: {value} is not a port number"))
}

/// `PATCHBAY_HOME`, when it names a folder.
pub fn home_from_environment() -> Option<PathBuf> {
    std::env::var_os("PATCHBAY_HOME")
        .filter(|home| !home.is_empty())
        .map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn reads_every_option() {
        let options = parse("--practice --port 4711 --practice-port 4800").unwrap();
        assert!(options.practice);
        assert_eq!(
            (options.port, options.practice_port),
            (Some(4711), Some(4800))
        );
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(parse("--frobnicate").unwrap_err().contains("--frobnicate"));
        assert!(parse("--port").is_err());
        assert!(parse("--port 70000").is_err(), "a port has 16 bits");
    }
}
