"""Where the pages of a bloc-year's parts stand."""

from flask import Blueprint

from server.web.bloc_parts import pages, persons_page, tree_pages

blueprint = Blueprint("bloc_parts", __name__, url_prefix="/bloc-drafts/<uuid:draft_id>")
blueprint.add_url_rule("/parts/<part>", "show", pages.show)
blueprint.add_url_rule("/parts/<part>", "save", pages.save, methods=["POST"])
blueprint.add_url_rule("/criteria", "tree", tree_pages.tree)
blueprint.add_url_rule("/criteria", "change_tree", tree_pages.change_tree, methods=["POST"])
blueprint.add_url_rule("/criteria/<at>", "item", tree_pages.item)
blueprint.add_url_rule("/criteria/<at>", "save_item", tree_pages.save_item, methods=["POST"])
blueprint.add_url_rule("/persons", "persons", persons_page.persons)
blueprint.add_url_rule("/persons", "save_persons", persons_page.save_persons, methods=["POST"])
