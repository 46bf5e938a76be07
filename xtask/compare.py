"""Runs dafu and other tools on the same damaged files; called by `cargo xtask compare`."""
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DAMAGE = ROOT / "../shared/tools/damage.py"
DAFU = ROOT / "target/release/dafu"
KINDS = ["seed", "cp1252-drop", "cp1252-fffd", "cp1252-c1", "latin1", "twice", "gbk", "gbk-as-latin1", "gb18030", "big5-bytes", "utf16le", "hz"]
WIDTH = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)} | {0xA0: 0x20, 0x3000: 0x20}


def dafu(data):
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(data)
        file.flush()
        out = subprocess.run([DAFU, "read", file.name, "--format", "json"], capture_output=True, check=True).stdout
    return json.loads(out)["text"]


def ftfy(data):
    import ftfy
    return ftfy.fix_text(data.decode("utf-8", "replace"), uncurl_quotes=False)


def plsfix(data):
    import plsfix
    return plsfix.fix_text(data.decode("utf-8", "replace"))


def chardet(data):
    import chardet
    return data.decode(chardet.detect(data)["encoding"] or "utf-8", "replace")


def charset_normalizer(data):
    import charset_normalizer
    best = charset_normalizer.from_bytes(data).best()
    return str(best) if best else data.decode("utf-8", "replace")


def right(text, clean):
    """Share of the clean text's characters that stand in their place in their line."""
    good = total = 0
    lines = text.translate(WIDTH).split("\n")
    for index, line in enumerate(clean.translate(WIDTH).split("\n")):
        got = lines[index].rstrip("\r") if index < len(lines) else ""
        total += len(line)
        good += sum(a == b for a, b in zip(got, line))
    return good / max(1, total)


def main():
    tools = [("dafu", dafu), ("ftfy", ftfy), ("plsfix", plsfix), ("chardet", chardet), ("charset-normalizer", charset_normalizer)]
    present = []
    for name, run in tools:
        try:
            version = subprocess.run([DAFU, "--version"], capture_output=True, text=True).stdout.split()[-1] if name == "dafu" else importlib.metadata.version(name)
            present.append((name, version, run))
        except importlib.metadata.PackageNotFoundError:
            print(f"{name} is not installed: left out")
    clean = "\n".join(pathlib.Path(path).read_text("utf-8") for path in sys.argv[1:])
    print(f"{len(clean)} characters; characters right, and MB/s of the damaged file (dafu reads the whole document, in a process of its own)\n")
    print("| damage | " + " | ".join(f"{name} {version}" for name, version, _ in present) + " |")
    print("|---" * (len(present) + 1) + "|")
    for kind in KINDS:
        data = subprocess.run([sys.executable, DAMAGE, kind], input=clean.encode(), capture_output=True, check=True).stdout
        cells = []
        for _, _, run in present:
            start = time.perf_counter()
            try:
                share = f"{right(run(data), clean):.2%}"
            except Exception as error:  # a tool that fails is a result too
                share = type(error).__name__
            cells.append(f"{share}, {len(data) / 1e6 / (time.perf_counter() - start):.1f}")
        print(f"| {kind} | " + " | ".join(cells) + " |", flush=True)


main()
