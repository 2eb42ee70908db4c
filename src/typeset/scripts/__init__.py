"""The rules of each script and region, as data, and what reads them.

In: characters. Out: their classes (避头尾 and 标点挤压 go by class), where a line may break
and how dearly, and the white of each mark and pair of marks. ``data/*.toml`` holds the rules,
one file per language and region, each row with the clause it rests on; the three modules
only interpret them. Open ``data/zh-hans.toml`` first, then ``classes``.
"""
