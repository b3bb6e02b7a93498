// Steps are shown one at a time from the first moment; all of them if the script proper fails.
(function (classes) {
  classes.add('js');
  document.addEventListener('DOMContentLoaded', function () {
    if (!classes.contains('ready')) classes.remove('js');
  });
})(document.documentElement.classList);
