"""Mutations of the properties of tasks and events: forms, titles, days, approvals, payloads."""

from tests.mutation.kinds.changes import cut, found, lasting, said, text
from tests.mutation.kinds.flows import sub
from tests.mutation.kinds.kind import NOT_HERE, SPIFF, Change, Node, in_xml

PAYLOAD = "//s:messagePayload"
TIMER = "//b:timeDate"
PARAMETER = "//s:parameter"
OPERATOR = "//s:serviceTaskOperator"


def of(name: str) -> str:
    owners = ("userTask", "intermediateThrowEvent", "intermediateCatchEvent")
    return "|".join(f"//b:{owner}//s:property[@name='{name}']" for owner in owners)


def value(new: str) -> Change:
    """Set a value; {} stands for what it was."""

    def change(node: Node) -> str | None:
        old = node.get("value", "")
        node.set("value", new.replace("{}", old))
        return NOT_HERE if node.get("value") == old else None

    return change


def beside(name: str, new: str) -> Change:
    """Add a property beside another."""

    def change(node: Node) -> str | None:
        parent = node.getparent()
        assert parent is not None
        if any(each.get("name") == name for each in parent):
            return NOT_HERE
        parent.append(node.makeelement(f"{SPIFF}property", {"name": name, "value": new}))
        return None

    return change


def another(name: str) -> Change:
    """Set what another task of the diagram says."""

    def change(node: Node) -> str | None:
        others = [each.get("value", "") for each in found(node, of(name))]
        others = [each for each in others if each != node.get("value")]
        if not others:
            return NOT_HERE
        node.set("value", others[0])
        return None

    return change


def another_task(node: Node) -> str | None:
    tasks = [each.get("id", "") for each in found(node, "//b:userTask")]
    others = [each for each in tasks if each != node.get("value")]
    node.set("value", others[-1])
    return None


def itself(node: Node) -> str | None:
    here: Node | None = node
    while here is not None and not here.tag.endswith("}userTask"):
        here = here.getparent()
    node.set("value", here.get("id", "") if here is not None else "")
    return None


KINDS = (
    *in_xml("property", ".bpmn", {
        "a form misspelt": (of("form"), value("{}s")),
        "another's form": (of("form"), another("form")),
        "no form": (of("form"), cut),
        "a hole misspelt": (of("title"), value("{} {yaer}")),
        "a hole of the unit": (of("title"), value("{} {unit}")),
        "a hole of the award": (of("title"), value("{} {award}")),
        "a hole of the subject": (of("title"), value("{} {subject}")),
        "a hole of a step": (of("title"), value("{} {announce.number}")),
        "a hole of a deadline": (of("title"), value("{} {deadlines.adoption}")),
        "no title": (of("title"), cut),
        "an empty title": (of("title"), value("")),
        "a brace in a title": (of("title"), value("{} {")),
        "a day misspelt": (of("due"), value("{}s")),
        "no day": (of("due"), cut),
        "a number for a day": (of("due"), value("5 + 5")),
        "a text for a day": (of("due"), value("'tomorrow'")),
        "a deadline reckoned": (of("due"), value("deadlines.adoption")),
        "a deadline put off": (of("due"), value("workdays(deadlines.adoption, 3)")),
        "too many days": (of("due"), value("workdays(opened_on, 501)")),
        "days backwards": (of("due"), value("workdays(opened_on, -1)")),
        "a day of February": (of("due"), value("date(year, 2, 30)")),
        "an early day": (of("due"), value("date(year, 1, 1)")),
        "a reminder in words": (of("remind"), value("soon")),
        "a reminder far off": (of("remind"), value("999")),
        "a reminder backwards": (of("remind"), value("-1")),
        "an escalation in words": (of("escalate"), value("often")),
        "approves nothing": (of("approves"), cut),
        "approves itself": (of("approves"), itself),
        "approves another": (of("approves"), another_task),
        "approves what is not drawn": (of("approves"), value("{}s")),
        "not signed": (of("sign"), cut),
        "signed otherwise": (of("sign"), value("token")),
        "signed as well": (of("form"), beside("sign", "password")),
        "misspelt": (of("form"), beside("formm", "x")),
        "given twice": (of("form"), beside("title", "Việc")),
        "no wait for all": (of("await"), cut),
        "a wait for some": (of("await"), value("some")),
        "a wait of one": ("//b:intermediateCatchEvent[not(.//s:property)]//s:property", cut),
        "to nobody in particular": (of("to"), cut),
        "to an empty list": (of("to"), value("[]")),
        "to a text": (of("to"), value("'units'")),
        "to one": (of("to"), value("key")),
        "to itself": (of("to"), value("[key]")),
        "to the unknown": (of("to"), value("['nobody/there']")),
        "to some twice": (of("to"), value("({}) + ({})")),
        "to all": (of("to"), value("units")),
        "to a number": (of("to"), value("1")),
        "to a field misspelt": (of("to"), value("{}s")),
        "to nothing": (of("to"), value("None")),
    }),
    *in_xml("payload", ".bpmn", {
        "taken out": (PAYLOAD, cut),
        "emptied": (PAYLOAD, text("{ }")),
        "a field renamed": (PAYLOAD, sub(r"'([a-z_]+)':", r"'\1s':")),
        "a field by a keyword": (PAYLOAD, sub(r"'([a-z_]+)':", "'from':")),
        "a field without a value": (PAYLOAD, sub(r": [^,}]+", ": None")),
        "a field of another sort": (PAYLOAD, sub(r": [^,}]+", ": 1")),
        "another text": (PAYLOAD, sub(r": '[a-z_]*'", ": 'another'")),
        "a list": (PAYLOAD, text("[1]")),
        "a name misspelt": (PAYLOAD, sub(r": ([a-z_]+)\.", r": \1s.")),
        "a field of a step misspelt": (PAYLOAD, sub(r"\.([a-z_]+)", r".\1s")),
    }),
    *in_xml("timer", ".bpmn", {
        "a duration": (TIMER, text("'PT24H'")),
        "a bare duration": (TIMER, text("PT24H")),
        "a number": (TIMER, text("3")),
        "never": (TIMER, text("None")),
        "a day that is none": (TIMER, text("'2024-02-30'")),
        "a day of February": (TIMER, text("date(year, 2, 30)")),
        "a deadline misspelt": (TIMER, text("deadlines.nothing")),
        "a deadline put off": (TIMER, text("workdays(deadlines.adoption, 3)")),
        "the earlier of two": (TIMER, text("min(deadlines.adoption, opened_on)")),
        "a list": (TIMER, text("units")),
        "a truth": (TIMER, text("has(key)")),
        "empty": (TIMER, text("")),
        "a step before it is done": (TIMER, text("announce.date")),
        "far off": (TIMER, text("date(9999, 12, 31)")),
        "beyond all years": (TIMER, text("workdays(date(9999, 12, 31), 3)")),
        "year nought": (TIMER, text("date(0, 1, 1)")),
        "from when it waits": (TIMER, text("workdays(entered_on, 3)")),
        "three days": (TIMER, lasting("P3D")),
        "so many hours": (TIMER, lasting("'PT36H'")),
        "a duration of nothing": (TIMER, lasting("P0D")),
        "a duration of seconds": (TIMER, lasting("PT30S")),
        "a duration in words": (TIMER, lasting("three days")),
        "a duration that is a day": (TIMER, lasting("entered_on")),
        "a duration or a day": (TIMER, lasting("'P3D' if year > 2020 else opened_on")),
        "a duration that is a number": (TIMER, lasting("3")),
        "a duration in capitals": (TIMER, lasting("p3d")),
        "a duration without end": (TIMER, lasting("P99999D")),
        "no duration": (TIMER, lasting("None")),
    }),
    *in_xml("operation", ".bpmn", {
        "misspelt": (OPERATOR, lambda n: n.set("id", f"{n.get('id')}s")),
        "another's": (OPERATOR, said(id="op.freeze")),
        "another's still": (OPERATOR, said(id="op.tally")),
        "a sum of nothing": (OPERATOR, said(id="op.sum")),
        "without its prefix": (OPERATOR, said(id="freeze")),
        "another variable": (OPERATOR, said(resultVariable="other")),
        "a parameter taken out": (PARAMETER, cut),
        "a parameter misspelt": (PARAMETER, lambda n: n.set("id", f"{n.get('id')}s")),
        "a parameter of another sort": (PARAMETER, said(value="1")),
        "a parameter that is nothing": (PARAMETER, said(value="None")),
        "a parameter misnamed": (PARAMETER, value("{}s")),
        "a parameter of all units": (PARAMETER, said(value="units")),
    }),
)  # fmt: skip
