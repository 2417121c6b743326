"""The playbooks to browse: each as a graph, with its words in every language and on every channel."""
