"""Which paragraph is which: by anchors, by text, split, merged, moved."""

from __future__ import annotations

from typeset.pull.align import Claim, Other, align, increasing

A = "镇江高新区扎实开展党史学习教育，突出抓好宣传教育活动。"
B = "项目建设取得突破，招引亿元以上产业项目二十九个。"
C = "平台建设提质增效，研究院正式揭牌成立，服务企业。"
D = "民生实事可观可感，人居环境综合整治工作基本完成。"


def plain(*texts: str) -> list[Other]:
    return [Other(text) for text in texts]


def test_equal_paragraphs_are_partners() -> None:
    assert align([A, B, C], plain(A, B, C)).of_base == [[0], [1], [2]]


def test_an_anchor_outweighs_the_text() -> None:
    found = align([A, B], [Other("全新的写法", (Claim(0, filled=True),)), Other(B)])
    assert found.of_base == [[0], [1]]


def test_of_two_paragraphs_with_one_anchor_the_likelier_has_it() -> None:
    both = [Other(A[:4], (Claim(0, filled=True),)), Other(A, (Claim(0, filled=True),))]
    assert 1 in align([A], both).of_base[0]


def test_an_emptied_anchor_in_a_neighbour_claims_nothing() -> None:
    found = align([A, B], [Other(B, (Claim(0, filled=False), Claim(1, filled=True)))])
    assert found.of_base == [[], [0]]


def test_what_was_put_in_or_taken_out_has_no_partner() -> None:
    found = align([A, B, C], plain(A, D, C))
    assert found.of_base[0] == [0]
    assert found.of_base[2] == [2]
    assert found.rewritten == {1}
    found = align([A, B], plain(A, C, D, B))
    assert found.free() == [1, 2]
    assert align([A, B, C], plain(A, C)).lost() == [1]


def test_a_split_has_two_partners_and_a_merge_one() -> None:
    assert align([A, B, C], plain(A, B[:12], B[12:], C)).of_base == [[0], [1, 2], [3]]
    assert align([A, B, C], plain(A, B + C)).of_base == [[0], [1], [1]]


def test_a_moved_paragraph_is_found_anywhere() -> None:
    assert align([A, B, C, D], plain(D, A, B, C)).of_base == [[1], [2], [3], [0]]


def test_the_longest_increasing_run() -> None:
    assert increasing([3, 0, 1, 2]) == [1, 2, 3]
    assert increasing([]) == []


def test_comparing_stops_at_a_limit() -> None:
    texts = [f"第{n}段完全不同{n * 7}" for n in range(3000)]
    found = align([A, B], plain(*texts))
    assert len(found.free()) == 3000
