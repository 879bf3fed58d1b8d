//! What a person does with a page: finds things by their words, clicks, types, waits to see.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::{Client, Locator};

const PATIENCE: Duration = Duration::from_secs(20);

/// Until what was asked for has been drawn.
const SETTLED: Duration = Duration::from_millis(400);

/// Whether an element stands where it stood a moment ago.
const STILL: &str = "const [element, done] = arguments; \
    const place = () => JSON.stringify(element.getBoundingClientRect()); \
    element.scrollIntoView({ block: 'nearest' }); \
    const before = place(); \
    setTimeout(() => done(before === place()), 80);";

/// Gives each rule that is broken in a theme, with the elements that break it. What lies behind a
/// dialog is not judged: it is dimmed and cannot be reached.
const VIOLATIONS: &str = "const [theme, done] = arguments; \
    const root = document.documentElement; \
    const tell = ({ id, nodes }) => [theme, id, ...nodes.map(({ html }) => html.slice(0, 200))]; \
    const end = (found) => { delete root.dataset.theme; done(found); }; \
    root.dataset.theme = theme; \
    const shown = document.querySelector('[role=dialog][data-dialog-content]') ?? document; \
    const look = () => axe.run(shown, { resultTypes: ['violations'] }) \
      .then(({ violations }) => end(violations.map(tell)), (why) => end([String(why)])); \
    const moves = () => document.getAnimations().some((it) => it instanceof CSSTransition); \
    const calm = () => (moves() ? setTimeout(calm, 50) : look()); \
    setTimeout(calm, 300);";

/// A page somebody looks at.
#[derive(Clone)]
pub struct Page(pub Client);

impl Page {
    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        self.locate(Locator::Css(css)).await
    }

    /// Waits for a visible button or link with these words, and clicks it.
    pub async fn press(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a or @role='button' or @role='tab' or @role='option' \
             or @role='radio']\
             [normalize-space(.)={0} or @aria-label={0}]",
            quoted(words)
        );
        self.click(Locator::XPath(&path)).await;
    }

    /// Clicks an element once it is there, stands still and takes clicks.
    pub async fn click(&self, locator: Locator<'_>) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let element = self.locate(locator).await;
            let failure = match self.is_still(&element).await {
                true => match element.click().await {
                    Ok(()) => return,
                    Err(why) => why.to_string(),
                },
                false => "it moves".into(),
            };
            if Instant::now() > deadline {
                self.give_up(&format!("cannot click {locator:?}: {failure}"))
                    .await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Whether it stays where it is: nobody clicks what moves.
    async fn is_still(&self, element: &Element) -> bool {
        let Ok(element) = serde_json::to_value(element) else {
            return false;
        };
        let still = self.0.execute_async(STILL, vec![element]).await;
        still.is_ok_and(|still| still == true)
    }

    /// Types into the field with this label, in place of what stands there.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        let _ = field.clear().await;
        field.send_keys(text).await.unwrap();
    }

    /// Presses keys, one after the other, wherever the keyboard is.
    pub async fn keys(&self, keys: &str) {
        let mut actions = KeyActions::new("keyboard".into());
        for value in keys.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.0.perform_actions(actions).await.unwrap();
    }

    /// Presses a key while another is held.
    pub async fn chord(&self, held: char, key: char) {
        let actions = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.0.perform_actions(actions).await.unwrap();
    }

    /// Waits until these words stand somewhere on the page.
    pub async fn see(&self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.text().await.contains(words) {
            if Instant::now() > deadline {
                let text = self.text().await;
                self.give_up(&format!("never saw “{words}” in:\n{text}"))
                    .await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the screen has this title.
    pub async fn titled(&self, title: &str) {
        let heading = format!("//h1[normalize-space(.)={}]", quoted(title));
        self.locate(Locator::XPath(&heading)).await;
    }

    /// Waits until these words stand nowhere on the page.
    pub async fn gone(&self, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.text().await.contains(words) {
            if Instant::now() > deadline {
                self.give_up(&format!("still sees “{words}”")).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The words on the page.
    pub async fn text(&self) -> String {
        let script = "return document.body ? document.body.innerText : ''";
        let text = self.0.execute(script, vec![]).await;
        text.ok()
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The value of a field, or the text of anything else.
    pub async fn value(&self, css: &str) -> String {
        let element = self.find(css).await;
        match element.prop("value").await.unwrap() {
            Some(value) => value,
            None => element.text().await.unwrap(),
        }
    }

    /// Looks for what keeps people with a screen reader, a keyboard or weak eyes out.
    pub async fn accessible(&self, screen: &str) {
        let axe = include_str!("../../ui/node_modules/axe-core/axe.min.js");
        let there = self.0.execute("return 'axe' in window", vec![]).await;
        if there.unwrap() == false {
            self.0.execute(axe, vec![]).await.unwrap();
        }
        for theme in ["light", "dark"] {
            let theme = vec![theme.into()];
            let found = self.0.execute_async(VIOLATIONS, theme).await.unwrap();
            assert_eq!(found, serde_json::json!([]), "{screen}");
        }
    }

    /// Keeps a picture of the page under `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("../screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        tokio::time::sleep(SETTLED).await;
        if let Ok(png) = self.0.screenshot().await {
            std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
        }
    }

    /// The driver may meet an element that is being taken away, and says that it is stale.
    async fn locate(&self, locator: Locator<'_>) -> Element {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.0.wait().at_most(PATIENCE).for_element(locator).await;
            match found {
                Ok(element) => return element,
                Err(why) if why.is_stale_element_reference() && Instant::now() < deadline => {}
                Err(why) => self.give_up(&format!("no {locator:?}: {why}")).await,
            }
        }
    }

    async fn give_up(&self, why: &str) -> ! {
        self.picture("failure").await;
        panic!("{why}\n\nThe page says:\n{}", self.text().await);
    }
}

fn quoted(words: &str) -> String {
    if words.contains('\'') {
        format!("\"{words}\"")
    } else {
        format!("'{words}'")
    }
}
