// JupyterLab's script asks for MathJax on every page. No page of ours holds a formula: it gets one that does nothing.
window.MathJax = { Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } } };
