"""How people answer, in figures."""

import numpy as np
import pytest

from mortel.pure.disclosure.attack.gaussian import spectrum
from mortel.pure.disclosure.attack.model import Model, answer_scale, blind_accuracy, category_probabilities
from mortel.pure.disclosure.attack.population import Setting, organisation


def test_moments_of_rounded_answers_equal_those_of_many_answers() -> None:
    model, rng = Model(), np.random.default_rng(1)
    scale = answer_scale(model)
    for correlation in (0.14, 0.5, 0.82):
        felt = rng.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]], 400_000)
        felt = model.mean + np.sqrt(model.variance) * felt
        given = np.clip(np.rint(felt), 1, 5)
        assert given.mean() == pytest.approx(scale.mean, abs=0.008)
        assert np.cov(given.T)[0, 1] == pytest.approx(scale.covariance(correlation), abs=0.008)
        assert np.cov(felt[:, 0], given[:, 0])[0, 1] == pytest.approx(scale.slope * model.variance, abs=0.008)
    assert given[:, 0].var() == pytest.approx(scale.covariance(1.0), abs=0.008)


def test_chances_of_answers_add_to_one_and_are_symmetric_in_the_middle() -> None:
    chances = category_probabilities(np.array([3.0, 4.0]), 1.0)
    assert chances.sum(axis=1) == pytest.approx([1, 1])
    assert chances[0] == pytest.approx(chances[0, ::-1])
    assert chances[1].argmax() == 3


def test_eigenvalues_are_those_of_the_whole_covariance_matrix() -> None:
    model, dimensions, items = Model(), 3, 4
    scale, law = answer_scale(model), spectrum(model, dimensions, items)
    latent = np.full((12, 12), model.between + model.team_variance * model.team_general)
    for d in range(dimensions):
        own = slice(4 * d, 4 * d + 4)
        latent[own, own] = model.within + model.team_variance
    np.fill_diagonal(latent, model.variance)
    given = np.vectorize(scale.covariance)(latent / model.variance)
    found = np.sort(np.linalg.eigvalsh(given))
    general, dimension, item = law.variance[0]
    assert found == pytest.approx(np.sort([general] + [dimension] * 2 + [item] * 9))


def test_simulated_people_answer_as_the_model_says() -> None:
    setting = Setting(people=6000, response=(1.0, 1.0 + 1e-9))
    found = organisation(setting, np.random.default_rng(2))
    first, second = found.waves[0], found.waves[1]
    answers = first.ballots.answers.astype(float)
    scale, model = answer_scale(setting.model), setting.model
    assert answers.mean() == pytest.approx(scale.mean, abs=0.03)
    within = np.cov(answers[:, 0], answers[:, 1])[0, 1]
    expected = scale.covariance((model.within + model.team_variance) / model.variance)
    assert within == pytest.approx(expected, abs=0.04)
    stayed, here, there = np.intersect1d(first.people, second.people, return_indices=True)
    assert len(stayed) > 0.8 * len(first.people)
    again = np.corrcoef(answers[here, 0], second.ballots.answers[there, 0].astype(float))[0, 1]
    felt = (model.stability + model.team_stability * model.team_variance) / model.variance
    assert again == pytest.approx(scale.covariance(felt) / scale.covariance(1.0), abs=0.03)


def test_an_organisation_is_the_same_for_the_same_seed_only() -> None:
    one, same, other = (organisation(Setting(), np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (one.waves[0].ballots.ids == same.waves[0].ballots.ids).all()
    assert (
        len(one.waves[0].people) != len(other.waves[0].people)
        or (one.waves[0].ballots.answers != other.waves[0].ballots.answers).any()
    )


def test_unanimous_teams_agree_but_for_two_who_stay_longest() -> None:
    found = organisation(Setting(unanimous=0.2), np.random.default_rng(3))
    assert len(found.unanimous)
    for wave in found.waves:
        for leaf in found.unanimous:
            inside = wave.ballots.leaves == leaf
            ordinary = inside & ~np.isin(wave.people, found.outspoken[leaf])
            agreed = np.unique(wave.ballots.answers[ordinary], axis=0)
            assert len(agreed) <= 1
            assert not (wave.ballots.answers[inside & ~ordinary] == agreed).any()


def test_the_law_of_agreement_is_how_unanimous_teams_answer() -> None:
    law = organisation(Setting(unanimous=0.2), np.random.default_rng(3)).agreement
    rng = np.random.default_rng(1)
    found = [organisation(Setting(waves=1, unanimous=0.6), rng) for _ in range(60)]
    agreed, told = np.zeros(5), np.zeros((5, 5))
    for one, leaf in [(some, leaf) for some in found for leaf in some.unanimous]:
        wave = one.waves[0]
        inside = wave.ballots.leaves == leaf
        apart = np.isin(wave.people, one.outspoken[leaf])
        if (inside & ~apart).any():
            values = wave.ballots.answers[inside & ~apart][0] - 1
            agreed += np.bincount(values, minlength=5)
            for answers in wave.ballots.answers[inside & apart] - 1:
                np.add.at(told, (values, answers), 1)
    assert agreed / agreed.sum() == pytest.approx(law.values, abs=0.02)
    assert told[3] / told[3].sum() == pytest.approx(law.dissent[3], abs=0.04)
    assert law.dissent.sum(axis=1) == pytest.approx(np.ones(5))
    assert (law.mean, law.variance) == pytest.approx((3.6, 1.84))


def test_a_blind_guess_is_right_as_often_as_the_commonest_answer_is_given() -> None:
    answers = np.clip(np.round(np.random.default_rng(1).normal(3.5, np.sqrt(1.16), 200_000)), 1, 5)
    commonest = np.bincount(answers.astype(int)).max() / len(answers)
    assert blind_accuracy(Model()) == pytest.approx(commonest, abs=0.005)
