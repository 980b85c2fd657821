// The part of Backbone's events that widgets use: names may be several with spaces between; off() without a name, a
// function or a context means any of them.
export class Events {
  #kept = [];

  on(names, fn, context) {
    for (const name of names.split(" ")) this.#kept.push({ name, fn, context });
    return this;
  }

  once(names, fn, context) {
    const first = (...given) => {
      this.off(names, first);
      fn.apply(context ?? this, given);
    };
    first.fn = fn;
    return this.on(names, first, context);
  }

  off(names, fn, context) {
    const named = names?.split(" ");
    const other = (one) => (named && !named.includes(one.name)) || (fn && one.fn !== fn && one.fn.fn !== fn) || (context && one.context !== context);
    this.#kept = this.#kept.filter(other);
    return this;
  }

  // One listener's fault is not another's.
  trigger(name, ...given) {
    for (const { fn, context } of this.#kept.filter((one) => one.name === name)) {
      try { fn.apply(context ?? this, given); } catch (fault) { console.error(fault); }
    }
    return this;
  }
}
