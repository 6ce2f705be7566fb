"""Citations as people write them in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairing_desktop.domain.citations import Citation, parse_citation
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.validation import normalise, validate


@pytest.mark.parametrize(("line", "found"), [
    ("《青海日报》2024年5月3日第2版", Citation("", "青海日报", "", "2024-05-03", "", "第2版", "zh")),
    ("张三：《德令哈光热并网》，《青海日报》2024年5月3日第2版",
     Citation("德令哈光热并网", "青海日报", "张三", "2024-05-03", "", "第2版", "zh")),
    ("德令哈市人民政府网站 2019-07-01 关于光热的通知",
     Citation("关于光热的通知", "德令哈市人民政府网站", "", "2019-07-01", "", "", "zh")),
    ("新华社，２０１８年１２月", Citation("", "新华社", "", "2018-12", "", "", "zh")),
    ("Xinhua, 3 May 2024, https://english.news.cn/20240503/x.html.",
     Citation("", "Xinhua", "", "2024-05-03", "https://english.news.cn/20240503/x.html", "", "en")),
    ("“Sun over Delingha”, SHINE, 2024, para 13", Citation("Sun over Delingha", "SHINE", "", "2024", "", "para 13", "en")),
    ("Li Wei, A long title about salt, China Daily, May 3, 2024, p. 4",
     Citation("A long title about salt", "China Daily", "Li Wei", "2024-05-03", "", "p. 4", "en")),
    ("https://example.org/a，2024年", Citation("", "", "", "2024", "https://example.org/a", "", "")),
])  # fmt: skip
def test_a_line_is_taken_apart(line: str, found: Citation) -> None:
    assert parse_citation(line) == found


@pytest.mark.parametrize("line", ["", "dlh", "SUPCON Delingha 50 MW", "青海日报", "2024年5月3日", "x" * 2000])
def test_a_name_or_a_date_alone_is_no_citation(line: str) -> None:
    assert parse_citation(line) is None


PIECES = [
    "《青海日报》", "2024年5月3日", "第2版", "3 May 2024", ",", "，", " ", "https://a.b/c", "\"T\"", "2024-13-45",
]  # fmt: skip


@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_whatever_is_pasted_makes_a_source_that_can_be_typed_on(line: str) -> None:
    cited = parse_citation(line)
    if cited is None:
        return
    draft = normalise(Draft("sources", None, 0, cited.as_source()))
    wrong = {problem.field for problem in validate(draft, None) if problem.is_error}
    assert "published_on" not in wrong and "language" not in wrong
