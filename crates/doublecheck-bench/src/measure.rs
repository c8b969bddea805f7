//! What a run cost: processor time and memory.

use std::fs;

/// Prints articles, words, processor seconds, words per second per core and peak memory on standard error.
pub fn report(articles: usize, words: usize) {
    let seconds = cpu_seconds();
    let rate = |count: usize| {
        seconds.filter(|&s| s > 0.0).map_or("unknown".to_owned(), |s| format!("{:.0}", count as f64 / s))
    };
    eprintln!("articles                    {articles}");
    eprintln!("words                       {words}");
    eprintln!("CPU seconds                 {}", seconds.map_or("unknown".to_owned(), |s| format!("{s:.2}")));
    eprintln!("articles per second per core {}", rate(articles));
    eprintln!("words per second per core   {}", rate(words));
    eprintln!(
        "peak memory, MB             {}",
        peak_memory().map_or("unknown".to_owned(), |m| format!("{:.0}", m / 1e6))
    );
}

/// Processor seconds of this process so far, all threads; None where the system does not tell.
pub fn cpu_seconds() -> Option<f64> {
    // proc_pid_stat(5): fields 14 and 15 are user and system time in clock ticks, 100 a second on Linux.
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// Largest resident memory of this process so far, in bytes; None where the system does not tell.
pub fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<f64>().ok()? * 1024.0)
}
