# predict
