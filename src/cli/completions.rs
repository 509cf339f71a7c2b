//! `loopscope completions` and `loopscope man`: for the shell and for `man`.

use clap::CommandFactory as _;

use super::{Cli, Error, Io, Outcome};

/// Write shell completions
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which shell's
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Writes the completion script of a shell.
pub(super) fn run(args: &Args, io: &mut Io<'_>) -> Result<Outcome, Error> {
    // In memory first: `generate` panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "loopscope", &mut script);
    io.out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// Writes the manual page.
pub(super) fn man(io: &mut Io<'_>) -> Result<Outcome, Error> {
    clap_mangen::Man::new(Cli::command()).render(&mut io.out)?;
    Ok(Outcome::Done)
}
