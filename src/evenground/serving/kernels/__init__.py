"""Kernels of participants' pages: forked from a warm parent where that is possible, plain processes elsewhere."""
