export default (list, {values}) => {
  const written = JSON.stringify(list);
  return values.some((value) => JSON.stringify(value) === written) ? undefined : [{message: "must be one of the terms"}];
};
