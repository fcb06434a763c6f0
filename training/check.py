"""Checks annotated files (see GUIDELINES.md): forms, ids and that all words stand in their sentences.

    python3 training/check.py training/written/*.txt
    python3 training/check.py --text SENTENCES FILE      # files that give numbers instead of texts

Exits with 1 when something is wrong, naming file and line.
"""
import sys

from corpus import CorpusError, read_annotated, read_sentences


def main(arguments: list[str]) -> int:
    texts = None
    if arguments[:1] == ["--text"]:
        texts, arguments = read_sentences(arguments[1]), arguments[2:]
    faults, sentences, events = 0, 0, 0
    for path in arguments:
        problems: list[CorpusError] = []
        reports = read_annotated(path, texts, problems)
        for problem in problems:
            print(problem)
        faults += len(problems)
        sentences += sum(len(report.sentences) for report in reports)
        events += sum(len(s.events) for report in reports for s in report.sentences)
    print(f"{sentences} sentences, {events} happenings, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
