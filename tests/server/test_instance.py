"""The launch link and the lock on the data folder."""

import threading

import pytest
import time_machine

from planfolio import instance


def token_of(link):
    return link.split("token=")[1]


def test_a_link_works_once(tmp_path):
    token = token_of(instance.make_link(tmp_path, "http://127.0.0.1:8000/"))
    assert instance.use_link(tmp_path, token)
    assert not instance.use_link(tmp_path, token)


def test_a_link_used_by_many_at_once_lets_one_in(tmp_path):
    token = token_of(instance.make_link(tmp_path, "http://127.0.0.1:8000/"))
    let_in = []
    together = threading.Barrier(20)

    def use():
        together.wait()
        let_in.append(instance.use_link(tmp_path, token))

    threads = [threading.Thread(target=use) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert let_in.count(True) == 1


def test_a_link_ends_after_ten_minutes_and_when_the_clock_runs_back(tmp_path):
    with time_machine.travel(1_900_000_000):
        late = token_of(instance.make_link(tmp_path, "http://127.0.0.1:8000/"))
        early = token_of(instance.make_link(tmp_path, "http://127.0.0.1:8000/"))
    with time_machine.travel(1_900_000_000 + 601):
        assert not instance.use_link(tmp_path, late)
    with time_machine.travel(1_900_000_000 - 3600):
        assert not instance.use_link(tmp_path, early)


@pytest.mark.parametrize("token", ["", "x", "../secret.key", "a\x00b", "é" * 500, "\ud800"])
def test_a_made_up_token_is_not_let_in(tmp_path, token):
    instance.make_link(tmp_path, "http://127.0.0.1:8000/")
    assert not instance.use_link(tmp_path, token)


def test_the_token_itself_is_not_kept(tmp_path):
    token = token_of(instance.make_link(tmp_path, "http://127.0.0.1:8000/"))
    kept = [path.name + path.read_text() for path in (tmp_path / "launch").iterdir()]
    assert kept
    assert token not in "".join(kept)


def test_a_folder_is_held_by_one_and_says_where(tmp_path):
    hold = instance.Hold(tmp_path)
    assert instance.in_use(tmp_path)
    hold.announce(instance.Running(1, "http://127.0.0.1:8000/", True))
    with pytest.raises(instance.AlreadyRunning) as refusal:
        instance.Hold(tmp_path)
    assert refusal.value.where == instance.Running(1, "http://127.0.0.1:8000/", True)
    hold.release()
    assert not instance.in_use(tmp_path)
