//! Text in, who said what out: `cargo run -p doublecheck --example statements [FILE]`.

use std::error::Error;

use doublecheck::{Form, Tables, read, statements_of};

const TEXT: &str = "The harbour of Lund is open again.

The ferry had run aground on Sunday, according to two passengers. Ines Calder, spokeswoman for the Lund Port Authority, \
denied that it had. \"She was never in danger,\" Calder said. The company declined to say who was on board.";

fn main() -> Result<(), Box<dyn Error>> {
    let (name, bytes) = match std::env::args().nth(1) {
        Some(file) => (file.clone(), std::fs::read(file)?),
        None => ("note.txt".to_owned(), TEXT.as_bytes().to_vec()),
    };
    let tables = Tables::default();
    let (articles, problems) = read::read(&name, &bytes, &tables);
    for problem in problems {
        eprintln!("{problem}");
    }
    for article in &articles {
        let said = statements_of(article, &tables);
        for statement in said.statements.iter().filter(|s| s.form != Form::Narration) {
            let speaker = said.speaker_of(statement).map_or("?", |speaker| speaker.name.as_str());
            let party = said.party_of(statement).map_or("?", |party| party.name.as_str());
            let words: Vec<&str> = statement.content.iter().map(|&span| article.text.slice(span)).collect();
            println!("{speaker} ({party}) {:?}: {}", statement.stance, words.join(" ... "));
        }
    }
    Ok(())
}
