"""The server: plain pages, pages rendered by Voila from notebooks, and the kernels behind them."""
