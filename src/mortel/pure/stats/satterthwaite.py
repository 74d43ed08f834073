"""How many degrees of freedom a coefficient has when the variances were estimated too."""

import numpy as np

from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.likelihood import Profile


class Satterthwaite:
    """2 v^2 / var(v) for the variance v of each coefficient, var(v) from the curvature of the likelihood.

    With P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1 and V_t = dV/dtau2 (ones within a group), V_s = dV/dsigma2 = I, the
    second derivatives of the REML deviance are -tr(P V_i P V_j) + 2 y'P V_i P V_j P y; of the ML deviance the trace
    has V^-1 for P. Everything is a weighted sum over groups, as V and V_i share their directions.
    """

    def __init__(
        self, profile: Profile, coefficients: Floats, covariance: Floats, tau2: float, sigma2: float
    ) -> None:
        self.profile, self.covariance, self.sigma2, self.tau2 = profile, covariance, sigma2, tau2
        self.along = sigma2 + profile.sizes * tau2
        self.residual = np.append(-coefficients, 1.0)
        self.first = [self._crossed(2, 0), self._crossed(2, 1)]
        self.second = [self._crossed(3, 0), self._crossed(3, 1), self._crossed(3, 2)]

    def df(self) -> Floats:
        # On the border tau2 = 0 only sigma2 moves, as lmerTest has it for a singular fit.
        moving = (0, 1) if self.tau2 > 0 else (0,)
        curvature = np.array([[self._curvature(i, j) for j in moving] for i in moving])
        spread = 2 * np.linalg.inv(curvature)
        p = self.profile.p
        slopes = np.array(
            [np.diag(self.covariance @ self.first[i][:p, :p] @ self.covariance) for i in moving]
        )
        df: Floats = 2 * np.diag(self.covariance) ** 2 / np.einsum("ik,ij,jk->k", slopes, spread, slopes)
        return df

    def _crossed(self, k: int, groupwise: int) -> Floats:
        """(X y)' V^-k (X y) with V_t between `groupwise` of the factors."""
        profile = self.profile
        found = profile.between(profile.sizes ** (1 + groupwise) / self.along**k)
        return found if groupwise else found + profile.moments.within / self.sigma2**k

    def _curvature(self, i: int, j: int) -> float:
        """0 is sigma2, 1 is tau2."""
        p, groupwise = self.profile.p, i + j
        u, v = (self.first[part] @ self.residual for part in (i, j))
        bend = float(self.residual @ self.second[groupwise] @ self.residual)
        bend -= float(u[:p] @ self.covariance @ v[:p])
        return 2 * bend - self._trace(i, j)

    def _trace(self, i: int, j: int) -> float:
        profile, p, groupwise = self.profile, self.profile.p, i + j
        trace = float(profile.groups @ (profile.sizes**groupwise / self.along**2))
        if groupwise == 0:
            trace += float(profile.groups @ (profile.sizes - 1)) / self.sigma2**2
        if profile.method == "REML":
            a, b = (self.covariance @ self.first[part][:p, :p] for part in (i, j))
            trace += float(np.trace(a @ b))
            trace -= 2 * float(np.trace(self.covariance @ self.second[groupwise][:p, :p]))
        return trace
