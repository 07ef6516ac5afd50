"""``perfreport form``: forms of one's own begun, written and proved."""

from __future__ import annotations

import json
from pathlib import Path

import click

from perfreport.basics.errors import OutputError, TemplateError
from perfreport.basics.files import Outbox
from perfreport.basics.messages import shown
from perfreport.cli import completion, known, options
from perfreport.cli.printing import print_table
from perfreport.cli.wording import Command, CommandGroup
from perfreport.documents.rendering import FORMATS, Renderer
from perfreport.forms.copying import copied
from perfreport.forms.registry import FormRegistry
from perfreport.proof.finding import AS_TOLD, Objection
from perfreport.proof.once import remember_sound
from perfreport.proof.proving import prove
from perfreport.proof.report import as_json, as_text
from perfreport.proof.tags import Tag, tags_of

_WRONG = TemplateError.exit_code
_HEADINGS = ("标签", "叫什么", "写在哪个循环里", "例子")


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    help="做自己的版式：照一个版式起头，列出模板能写的标签，核对版式。",
    examples={
        "perfreport form new 某县 --from guangzhou-project-targets -o 新版式": "照一个版式起头",
        "perfreport form check 我的版式": "核对一个文件夹里的全部版式",
    },
)
@click.pass_context
def form(context: click.Context) -> None:
    """What has to do with forms of one's own; without a command, print the help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


_FORM = click.argument("form_id", metavar="版式", shell_complete=completion.form_ids)


@form.command(
    cls=Command,
    help="核对版式：用样本文书试印，看各项是否都印得出、Word 和 PDF 是否一致、能否读得回来。"
    "写版式的编号，或写放版式的文件夹。",
    epilog="退出码：0 没有发现问题；2 命令写得不对；3 版式或模板有要改的。\n"
    "build 用自己的版式时也先这样核对；没有发现问题的，改过以前不再核对。",
    examples={
        "perfreport form check 我的版式": "文件夹里的全部版式",
        "perfreport form check 某市 --templates 我的版式": "其中的一个",
        "perfreport form check guangzhou-project-targets --format json": "供程序读取",
    },
)
@_FORM
@options.report_format("text", "json")
@options.TEMPLATES
@options.FONTS
@options.SYSTEM_FONTS
def check(
    form_id: str,
    report: str,
    templates: tuple[Path, ...],
    fonts: tuple[Path, ...],
    system_fonts: bool,
) -> int:
    """Prove one form, or all that are in a folder."""
    registry = known.registry(templates)
    folder = Path(form_id)
    is_folder = form_id not in registry.ids and folder.is_dir()
    ids = [form_id]
    if is_folder:
        registry = known.registry((folder, *templates))
        ids = sorted(_in_folder(folder, registry))
    renderer = Renderer(registry, fonts, system_fonts=system_fonts)
    found = {each: _objections(each, registry, renderer) for each in ids}
    click.echo(as_json(found) if report == "json" else as_text(found), nl=False)
    return _WRONG if any(found.values()) else 0


def _in_folder(folder: Path, registry: FormRegistry) -> set[str]:
    """The ids of the forms that have a file in ``folder``."""
    patterns = ("forms/*.yaml", "docx/*.docx", "pdf/*.xml")
    names = {path.stem for pattern in patterns for path in folder.glob(pattern)}
    if found := names & {*registry.ids}:
        return found
    told = "这里没有版式，forms 子文件夹里应有清单（.yaml）"
    raise TemplateError(f"{shown(str(folder))}：{told}")


def _objections(form_id: str, registry: FormRegistry, renderer: Renderer) -> list[Objection]:
    """What a form is objected to; of a manifest that is wrong no more than that."""
    try:
        form = registry.get(form_id)
    except TemplateError as error:
        manifest = f"forms/{form_id}.yaml"
        # The first of several lines says no more than that the manifest is wrong.
        lines = str(error).split("\n")
        told = lines[1:] if len(lines) > 1 else lines
        return [Objection(form_id, manifest, line, AS_TOLD) for line in told]
    found = prove(form, registry, renderer, FORMATS, strictly=True)
    if not found:
        remember_sound(form, registry)
    return found


@form.command(
    cls=Command,
    help="照一个版式起头：清单、Word 模板、PDF 模板各抄一份，换上新编号，照着改。",
    examples={
        "perfreport form new 某县 --from guangzhou-project-targets -o 新版式": "写出 新版式/"
        "forms/某县.yaml、docx/某县.docx、pdf/某县.xml",
    },
)
@click.argument("new_id", metavar="新编号")
@options.option(
    "--from", "form_id", metavar="版式", required=True, shell_complete=completion.form_ids,
    help="照哪个版式；perfreport forms 列出全部（必填）",
)  # fmt: skip
@options.OUTPUT
@options.TEMPLATES
def new(new_id: str, form_id: str, directory: Path, templates: tuple[Path, ...]) -> None:
    """Copy a form into ``directory``, under a new id."""
    files = copied(form_id, new_id, known.registry(templates))
    paths = {directory / name: content for name, content in files.items()}
    if taken := [path for path in paths if path.exists() or path.is_symlink()]:
        names = "、".join(shown(str(path)) for path in taken)
        raise OutputError(f"{names}：已经有这个文件，没有覆盖；请换一个编号或目录")
    with Outbox() as outbox:
        for path, content in paths.items():
            outbox.add(path, content)
    for path in paths:
        click.echo(f"已写出 {shown(str(path))}")
    place = shown(str(directory))
    click.echo(
        f"接着：在 {new_id}.yaml 里改名称、地区、年度、依据、标题和用语；用 Word 改 {new_id}.docx，"
        f"标签见 perfreport form tags {new_id} --templates {place}；"
        f"改好了用 perfreport form check {new_id} --templates {place} 核对"
    )


@form.command(
    cls=Command,
    help="列出一个版式的模板能写的标签：叫什么、写在哪个循环里、印出来是什么样。",
    examples={
        "perfreport form tags guangzhou-project-targets": "一个版式的",
        "perfreport form tags 某市 --templates 我的版式 --json": "自己的版式的，供程序读取",
    },
)
@_FORM
@options.option("--json", "in_json", is_flag=True, help="印成 JSON，供程序读取")
@options.TEMPLATES
def tags(form_id: str, in_json: bool, templates: tuple[Path, ...]) -> None:
    """Print what the templates of a form may name."""
    registry = known.registry(templates)
    found = tags_of(registry.get(form_id), registry)
    if in_json:
        listed = {"form": form_id, "tags": [each._asdict() for each in found]}
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        print_table(_HEADINGS, map(_row, found))


def _row(tag: Tag) -> tuple[str, ...]:
    label = tag.label if tag.is_printed else f"{tag.label}（本版式不印）"
    return tag.tag, label, tag.loop, tag.example
