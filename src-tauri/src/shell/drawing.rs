//! How the page is drawn.
//!
//! WebKitGTK draws with OpenGL. Without a graphics card, as on a virtual machine or over a remote
//! desktop, a program plays the card, and a list that moves then takes all there is of the processor:
//! at 500 rows a second, half of the frames came late. WebKit's own drawing on the processor is twice
//! as fast there, but is asked for by the environment, which a running program cannot safely change:
//! so the program starts over, once.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// What WebKitGTK 2.46 and newer look for. Whoever has set it, to 0 as well, is let be.
const ON_PROCESSOR: &str = "WEBKIT_SKIA_ENABLE_CPU_RENDERING";

/// Where the kernel shows what can draw: a node for each graphics card, or the one of a Windows host.
const CARDS: &str = "/dev/dri";
const WINDOWS_HOST: &str = "/dev/dxg";

/// Starts the program over with drawing on the processor where there is no graphics card. Comes back
/// where there is one, or where that was done already.
pub fn suit() {
    let chosen = std::env::var_os(ON_PROCESSOR).is_some();
    if chosen || draws(Path::new(CARDS)) || Path::new(WINDOWS_HOST).exists() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let _ = over(&program).exec();
    }
}

fn over(program: &Path) -> Command {
    let mut arguments = std::env::args_os();
    let name = arguments.next();
    let mut command = Command::new(program);
    command
        .arg0(name.as_deref().unwrap_or(program.as_os_str()))
        .args(arguments)
        .env(ON_PROCESSOR, "1");
    command
}

/// Whether a card takes drawing from any program: its node is called `renderD128` or higher. One that
/// only shows a picture, as virtual machines have it, is `card0` alone.
fn draws(cards: &Path) -> bool {
    std::fs::read_dir(cards).is_ok_and(|nodes| {
        nodes
            .flatten()
            .any(|node| node.file_name().as_encoded_bytes().starts_with(b"renderD"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_that_only_shows_a_picture_draws_nothing() {
        let cards = tempfile::tempdir().unwrap();
        assert!(!draws(&cards.path().join("none")));
        std::fs::write(cards.path().join("card0"), "").unwrap();
        assert!(!draws(cards.path()));
        std::fs::write(cards.path().join("renderD128"), "").unwrap();
        assert!(draws(cards.path()));
    }
}
