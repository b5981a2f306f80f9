export default (list, {values}) =>
  values.every((value) => list.includes(value)) ? undefined : [{message: `must hold ${values.join(", ")}`}];
