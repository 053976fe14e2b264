"""A log of ours and a witness on a machine of its own."""

from dataclasses import dataclass
from pathlib import Path

from server.actions.log.ask_witnesses import ask
from server.actions.log.published import send
from server.actions.log.sequence import sequence
from server.actions.log.sign import sign
from server.actions.transaction import Begin
from server.domain.log.checkpoints import unchecked
from server.domain.log.policies import TrustPolicy
from server.domain.log.witnessing import Verdict
from server.store.log import checkpoints, tree_rows, trusted
from server.store.log.key_folder import KeyFolder
from server.store.log.witness_folder import WitnessFolder
from tests.actions.log.events import written
from tests.domain.log.reading import tiles_of
from tests.worlds.databases import as_log

NAME = "kiem-tra.example/w1"


@dataclass
class Pair:
    """A log of ours and a witness that answers HTTP on this machine."""

    begin: Begin
    log: KeyFolder
    witness: WitnessFolder
    address: str

    @property
    def policy(self) -> TrustPolicy:
        key = self.witness.signer().key
        return TrustPolicy(
            logs=tuple(signer.key for signer in self.log.signers()),
            witnesses={"w": key},
            quorum="w",
            addresses={key: self.address},
        )

    def grow(self, number: int = 5) -> None:
        written(self.begin, number)
        sequence(as_log(self.begin))
        with as_log(self.begin)() as session:
            sign(session, self.log)

    def asked(self) -> Verdict | None:
        return ask(self.begin, self.policy, send).get(self.witness.signer().key)

    def published(self) -> bytes:
        with self.begin() as session:
            newest = trusted.newest(session)
            assert newest is not None
            return checkpoints.with_cosignatures(session, newest)

    def publish(self, folder: Path) -> str:
        """Write what is published into a folder, as a mirror would; return the folder."""
        note = self.published()
        folder.mkdir(exist_ok=True)
        (folder / "checkpoint").write_bytes(note)
        with self.begin() as session:
            for name in tiles_of(unchecked(note).size):
                file = folder / name.path
                file.parent.mkdir(parents=True, exist_ok=True)
                if not file.is_dir():
                    file.write_bytes(tree_rows.tile_data(session, name))
        return str(folder)


def pins(folder: KeyFolder) -> str:
    return "".join(f"log {signer.key.text}\n" for signer in folder.signers()) + "quorum none\n"
