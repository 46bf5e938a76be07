"""Runs mojibake and other tools on the same damaged files; called by `cargo xtask compare mojibake`."""
import datetime
import importlib.metadata
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DAMAGE = ROOT / "../shared/tools/damage.py"
KINDS = ["seed", "cp1252-drop", "cp1252-fffd", "cp1252-c1", "latin1", "twice", "gbk", "gbk-question", "gbk-as-latin1",
         "gb18030", "utf16le", "hz"]
WIDTH = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)} | {0xA0: 0x20, 0x3000: 0x20}


def timed(repair):
    """A tool that is a function of this process: its text, and MB/s."""
    def run(data):
        start = time.perf_counter()
        text = repair(data)
        return text, len(data) / 1e6 / (time.perf_counter() - start)
    return run


def mojibake(data):
    """The example program of the crate, which says how fast the library was."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "damaged"
        path.write_bytes(data)
        said = subprocess.run([sys.argv[1], path], capture_output=True, text=True, check=True).stderr
        return path.with_name("damaged.out").read_bytes().decode(), float(said.split()[-2])


def ftfy(data):
    import ftfy
    return ftfy.fix_text(data.decode("utf-8", "replace"), uncurl_quotes=False)


def plsfix(data):
    import plsfix
    return plsfix.fix_text(data.decode("utf-8", "replace"))


def chardet(data):
    import chardet
    return data.decode(chardet.detect(data)["encoding"] or "utf-8", "replace")


def cchardet(data):
    import cchardet
    return data.decode(cchardet.detect(data)["encoding"] or "utf-8", "replace")


def charset_normalizer(data):
    import charset_normalizer
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best else data.decode("utf-8", "replace")


TOOLS = [("ftfy", ftfy), ("plsfix", plsfix), ("charset-normalizer", charset_normalizer), ("chardet", chardet),
         ("faust-cchardet", cchardet)]


def right(text, clean):
    """Share of the clean text's characters that stand in their place in their line, width aside."""
    good = total = 0
    lines = text.translate(WIDTH).split("\n")
    for index, line in enumerate(clean.translate(WIDTH).split("\n")):
        got = lines[index].rstrip("\r") if index < len(lines) else ""
        total += len(line)
        good += sum(a == b for a, b in zip(got, line))
    return good / max(1, total)


def main():
    clean = "\n".join(pathlib.Path(path).read_text("utf-8") for path in sys.argv[3:])
    present = [(f"mojibake {sys.argv[2]}", mojibake)]
    for name, repair in TOOLS:
        try:
            present.append((f"{name} {importlib.metadata.version(name)}", timed(repair)))
        except importlib.metadata.PackageNotFoundError:
            print(f"{name} is not installed: left out\n")
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"{datetime.date.today()}, Python {python}, {len(clean)} characters. Characters right, and MB/s of the damaged file.\n")
    print("| damage | " + " | ".join(name for name, _ in present) + " |")
    print("|---" * (len(present) + 1) + "|")
    for kind in KINDS:
        data = subprocess.run([sys.executable, DAMAGE, kind], input=clean.encode(), capture_output=True, check=True).stdout
        cells = []
        for _, run in present:
            try:
                text, speed = run(data)
                cells.append(f"{right(text, clean):.2%}, {speed:.{0 if speed >= 10 else 1}f}")
            except Exception as error:  # a tool that fails is a result too
                cells.append(type(error).__name__)
        print(f"| {kind} | " + " | ".join(cells) + " |", flush=True)


main()
