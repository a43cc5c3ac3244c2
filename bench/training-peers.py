"""Times XGBoost and scikit-learn on the data that the bench wrote; one JSON line each. Run by training.mjs."""

import json
import sys
import time

import numpy as np


def main():
    peer, folder, rows, held, features, trees, threads = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
    total = rows + held
    x = np.ascontiguousarray(np.fromfile(f"{folder}/x.f32", dtype=np.float32).reshape(features, total).T)
    y = np.fromfile(f"{folder}/y.f64", dtype=np.float64)
    learned = {"xgboost": xgboost, "sklearn": sklearn}[peer]
    version, seconds, predicted = learned(x[:rows], y[:rows], x[rows:], trees, threads)
    rest, spread = y[rows:] - predicted, y[rows:] - y[rows:].mean()
    r2 = 1 - float(rest @ rest) / float(spread @ spread)
    print(json.dumps({"version": version, "seconds": seconds, "r2": r2}))


def xgboost(x, y, asked, trees, threads):
    import xgboost as xgb

    settings = {
        "tree_method": "hist",
        "grow_policy": "lossguide",
        "max_leaves": 31,
        "max_depth": 0,
        "max_bin": 255,
        "eta": 0.1,
        "reg_lambda": 1,
        "min_child_weight": 20,
        "nthread": threads,
    }
    begun = time.perf_counter()
    booster = xgb.train(settings, xgb.DMatrix(x, y, nthread=threads), trees)
    return xgb.__version__, time.perf_counter() - begun, booster.predict(xgb.DMatrix(asked)).astype(np.float64)


def sklearn(x, y, asked, trees, threads):
    # OMP_NUM_THREADS of the caller sets the threads.
    import sklearn as package
    from sklearn.ensemble import HistGradientBoostingRegressor

    model = HistGradientBoostingRegressor(
        max_iter=trees,
        max_leaf_nodes=31,
        max_bins=255,
        learning_rate=0.1,
        l2_regularization=1,
        min_samples_leaf=20,
        early_stopping=False,
    )
    begun = time.perf_counter()
    model.fit(x, y)
    return package.__version__, time.perf_counter() - begun, model.predict(asked)


main()
